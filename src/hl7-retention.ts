/** Removes the texts of HL7 v2 messages that are older than the configuration keeps them. */
import type { Config } from './config/load.js';
import type { Logger } from './ports.js';
import type { Database } from './storage/database.js';
import { removeTexts } from './storage/inbox/retention.js';

export interface RetentionParts {
  readonly config: Config;
  readonly database: Database;
  readonly log: Logger;
}

export interface Retention {
  /** Resolves when what was begun is done. */
  stop(): Promise<void>;
}

const DAY = 86_400_000;
/** How often it is looked; a process that has just started looks soon. */
const PAUSE = 600_000;
const FIRST_PAUSE = 10_000;

/** Looks now and then. Several processes that do so share the work. */
export function startRetention({ config, database, log }: RetentionParts): Retention {
  const days = config.hl7.retentionDays;
  if (days === undefined) return { stop: () => Promise.resolve() };
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();
  const sweep = async (): Promise<void> => {
    let removed = 0;
    for (let isDone = false; !isDone && !isStopped;) {
      const result = await removeTexts(database, Date.now() - days * DAY);
      removed += result.removed;
      isDone = result.isDone;
    }
    if (removed > 0) log.info({ removed }, 'Texts of old HL7 v2 messages were removed');
  };
  const next = (pause: number): NodeJS.Timeout =>
    setTimeout(() => {
      running = sweep()
        .catch(() => {
          log.warn({}, 'Texts of old HL7 v2 messages could not be removed');
        })
        .then(() => {
          if (!isStopped) timer = next(PAUSE);
        });
    }, pause).unref();
  let timer = next(FIRST_PAUSE);
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

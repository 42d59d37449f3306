/** Stores events of the chain log, many at once and later, so that no request waits for it. */
import type { Clock, Logger } from '../../../ports.js';
import type { Database } from '../../../storage/database.js';
import { saveChainEvents, type ChainRow } from '../../../storage/auth/medmij/chain-events.js';
import type { ChainEvent, ChainLog } from './events.js';

export interface RecorderParts {
  readonly database: Database;
  readonly log: Logger;
  readonly clock: Clock;
}

export interface Recorder extends ChainLog {
  /** Resolves when everything that was recorded before is stored, or could not be. */
  flush(): Promise<void>;
  /** Stores what is left. */
  close(): Promise<void>;
}

const PAUSE = 500;
const BATCH = 500;
/** When the database is away for long, the oldest are given up rather than the process. */
const MOST_WAITING = 20_000;

export function createRecorder({ database, log, clock }: RecorderParts): Recorder {
  const waiting: ChainRow[] = [];
  let storing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const storeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const rows = waiting.splice(0, BATCH);
      try {
        await saveChainEvents(database, rows);
      } catch {
        waiting.unshift(...rows);
        log.warn({ waiting: waiting.length }, 'The chain log could not be written');
        return;
      }
    }
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    storing = storing.then(storeAll);
    return storing;
  };
  const plan = (): void => {
    if (timer !== undefined) return;
    timer = setTimeout(() => {
      void flush().then(() => {
        if (waiting.length > 0) plan();
      });
    }, PAUSE);
    timer.unref();
  };
  return {
    record(event) {
      waiting.push(rowOf(event, clock()));
      if (waiting.length > MOST_WAITING) waiting.splice(0, waiting.length - MOST_WAITING);
      if (waiting.length === BATCH) void flush();
      else plan();
    },
    flush,
    close: flush,
  };
}

function rowOf(event: ChainEvent, at: number): ChainRow {
  return {
    at,
    event: event.event,
    traceId: event.trace,
    sessionId: event.session,
    requestId: event.request,
    sender: event.sender,
    receiver: event.receiver,
    details: event.details,
  };
}

/** `vuurtoren medmij chainlog`: the chain log as JSON, an event on each line. */
import { once } from 'node:events';
import { chainEventLine } from '../../auth/administration/chain-events.js';
import type { Config } from '../../config/load.js';
import { CHAIN_PAGE, listChainEvents } from '../../storage/auth/medmij/chain-events.js';
import { options, wholeNumber, withAuth } from '../auth/context.js';
import { UsageError } from '../usage.js';

const OPTIONS = { since: { type: 'string' }, after: { type: 'string' } } as const;

/** `--since 2026-11-01`, a date or an instant; `--after ID`, the `id` of the last line of before. */
export async function chainLogCommand(config: Config, args: readonly string[]): Promise<number> {
  const { values } = options(args, OPTIONS);
  const since = instantOf(values.since);
  let after = wholeNumber('after', values.after) ?? 0;
  await withAuth(config, async ({ database }) => {
    for (;;) {
      const events = await listChainEvents(database, after, since);
      for (const event of events) {
        const isTaken = process.stdout.write(`${JSON.stringify(chainEventLine(event))}\n`);
        if (!isTaken) await once(process.stdout, 'drain');
      }
      after = events.at(-1)?.id ?? after;
      if (events.length < CHAIN_PAGE) return;
    }
  });
  return 0;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** @throws UsageError */
function instantOf(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const date = new Date(text);
  if (!INSTANT.test(text) || Number.isNaN(date.getTime())) {
    throw new UsageError(
      '--since is a date, or a date and time with a zone: 2026-11-01T08:00:00Z.',
    );
  }
  return date;
}

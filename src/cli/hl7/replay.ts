/** `vuurtoren hl7 replay [ID …]` */
import type { Config } from '../../config/load.js';
import { replayMessages } from '../../hl7v2/administration/replay.js';
import {
  FILTER_OPTIONS,
  filterOf,
  limitOf,
  parsed,
  print,
  textOf,
  withAdministration,
} from './administration.js';

/** Puts messages back into the queue: some by number, or all of a filter. */
export function replayCommand(config: Config, args: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(args, FILTER_OPTIONS);
  const filter = filterOf(values, positionals);
  const limit = limitOf(values.limit, 10_000, 10_000_000);
  return withAdministration(config, async ({ parts, who }) => {
    const { replayed, left, isComplete } = await replayMessages(parts, { filter, limit, who });
    print(`${textOf(replayed)} messages are processed again by a running server.`);
    if (left !== 0) {
      print(`${textOf(left)} were left out: under way already, refused, or without their text.`);
    }
    if (isComplete !== true) print('There are more: see --limit.');
    return 0;
  });
}

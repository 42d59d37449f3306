/** `vuurtoren medmij …`: what operators see and do of MedMij, and a PGO to try it with. */
import type { Config } from '../../config/load.js';
import { UsageError } from '../usage.js';
import { chainLogCommand } from './chain-log.js';
import { consentsCommand, withdrawCommand } from './consents.js';
import { listsCommand } from './lists.js';
import { tryCommand } from './try.js';

type Command = (config: Config, args: readonly string[]) => Promise<number>;

const COMMANDS: ReadonlyMap<string | undefined, Command> = new Map<string, Command>([
  ['lists', listsCommand],
  ['try', tryCommand],
  ['consents', consentsCommand],
  ['withdraw', withdrawCommand],
  ['chainlog', chainLogCommand],
]);

/** @throws UsageError */
export async function medmijCommand(config: Config, args: readonly string[]): Promise<number> {
  const [what, ...rest] = args;
  const run = COMMANDS.get(what);
  if (run === undefined) {
    throw new UsageError(`Say what of MedMij: ${[...COMMANDS.keys()].join(', ')}.`);
  }
  return run(config, rest);
}

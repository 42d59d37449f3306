/** `vuurtoren medmij COMMAND …`: the table of its commands. */
import type { Config } from '../../config/load.js';
import { UsageError } from '../usage.js';
import { listsCommand } from './lists.js';
import { tryCommand } from './try.js';

type Command = (config: Config, args: readonly string[]) => Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = { lists: listsCommand, try: tryCommand };

/** Runs one of them. @returns the exit code */
export async function medmijCommand(config: Config, args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    throw new UsageError(`medmij is followed by one of: ${Object.keys(COMMANDS).join(', ')}.`);
  }
  return command(config, rest);
}

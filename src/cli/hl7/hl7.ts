/** `vuurtoren hl7 COMMAND …`: the table of its commands. */
import type { Config } from '../../config/load.js';
import { UsageError } from '../usage.js';
import { decideCommand, ignoreCommand, mergeCommand, unmergeCommand } from './decide.js';
import { feedsCommand, listCommand, showCommand } from './inspect.js';
import { replayCommand } from './replay.js';
import { tryCommand } from './try.js';
import { destinationsCommand, outboxCommand } from './outbound.js';
import { sendCommand } from './send.js';

type Command = (config: Config, args: readonly string[]) => Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = {
  list: listCommand,
  show: showCommand,
  decide: decideCommand,
  ignore: ignoreCommand,
  replay: replayCommand,
  try: tryCommand,
  feeds: feedsCommand,
  merge: mergeCommand,
  unmerge: unmergeCommand,
  send: sendCommand,
  destinations: destinationsCommand,
  outbox: outboxCommand,
};

/** Runs one of them. @returns the exit code */
export async function hl7Command(config: Config, args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    throw new UsageError(`hl7 is followed by one of: ${Object.keys(COMMANDS).join(', ')}.`);
  }
  return command(config, rest);
}

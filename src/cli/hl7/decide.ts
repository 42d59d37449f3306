/** `vuurtoren hl7 decide`, `ignore`, `merge` and `unmerge`. */
import type { Config } from '../../config/load.js';
import { decideMessage, ignoreMessage } from '../../hl7v2/administration/decide.js';
import { mergeByHand, unmergeByHand } from '../../hl7v2/administration/merges.js';
import { UsageError } from '../usage.js';
import { idOf, parsed, print, printJson, withAdministration } from './administration.js';

const COMMENT = { comment: { type: 'string' } } as const;

/** Who the PIDs of a message are about, in their order; `-` leaves one open. */
export function decideCommand(config: Config, args: readonly string[]): Promise<number> {
  const options = { ...COMMENT, approve: { type: 'boolean' } } as const;
  const { values, positionals } = parsed(args, options);
  const [id, ...patients] = positionals;
  if (id === undefined) throw new UsageError('decide takes a message, and whom it is about.');
  const number = idOf(id);
  const { approve: approved, comment } = values;
  const request = {
    ...(patients.length > 0 && { patients: patients.map((one) => (one === '-' ? null : one)) }),
    ...(approved !== undefined && { approved }),
    ...(comment !== undefined && { comment }),
  };
  return withAdministration(config, async ({ parts, who }) => {
    await decideMessage(parts, number, { request, who });
    print(`Message ${number} is processed again by a running server.`);
    return 0;
  });
}

/** Nothing is to be made of a message. */
export function ignoreCommand(config: Config, args: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(args, COMMENT);
  const [id, ...others] = positionals;
  if (id === undefined || others.length > 0) throw new UsageError('ignore takes one message.');
  const number = idOf(id);
  return withAdministration(config, async ({ parts, who }) => {
    await ignoreMessage(parts, number, { comment: values.comment, who });
    print(`Message ${number} is ignored.`);
    return 0;
  });
}

/** The first stands for both. */
export function mergeCommand(config: Config, args: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(args, COMMENT);
  const [survivor, retired, ...others] = positionals;
  if (survivor === undefined || retired === undefined || others.length > 0) {
    throw new UsageError('merge takes the Patient that stays and the one that goes.');
  }
  const { comment } = values;
  const request = { survivor, retired, ...(comment !== undefined && { comment }) };
  return withAdministration(config, async ({ parts, who }) => {
    printJson(await mergeByHand(parts, request, who));
    return 0;
  });
}

/** Takes the merge of a retired Patient back. */
export function unmergeCommand(config: Config, args: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(args, COMMENT);
  const [retired, ...others] = positionals;
  if (retired === undefined || others.length > 0) {
    throw new UsageError('unmerge takes the Patient that was merged into another.');
  }
  const { comment } = values;
  const request = { retired, ...(comment !== undefined && { comment }) };
  return withAdministration(config, async ({ parts, who }) => {
    printJson(await unmergeByHand(parts, request, who));
    return 0;
  });
}

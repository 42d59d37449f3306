/** `vuurtoren hl7 list`, `show` and `feeds`. */
import type { Config } from '../../config/load.js';
import { objectAt, objectsAt, stringAt, type JsonObject } from '../../fhir/json.js';
import { listFeeds, listMessages, showMessage } from '../../hl7v2/administration/inspect.js';
import type { MessageSummary } from '../../storage/inbox/message-list.js';
import { UsageError } from '../usage.js';
import {
  FILTER_OPTIONS,
  filterOf,
  idOf,
  limitOf,
  parsed,
  print,
  printJson,
  textOf,
  withAdministration,
} from './administration.js';

const JSON_OPTION = { json: { type: 'boolean', default: false } } as const;

/** Messages, newest first. */
export function listCommand(config: Config, args: readonly string[]): Promise<number> {
  const options = { ...FILTER_OPTIONS, ...JSON_OPTION, before: { type: 'string' } } as const;
  const { values, positionals } = parsed(args, options);
  if (positionals.length > 0) throw new UsageError('list takes options only.');
  const filter = filterOf(values);
  const limit = limitOf(values.limit, 50, 500);
  const page = values.before === undefined ? { limit } : { limit, before: idOf(values.before) };
  return withAdministration(config, async ({ parts }) => {
    const list = await listMessages(parts, filter, page);
    if (values.json) {
      printJson(list);
      return 0;
    }
    for (const message of list.messages) print(lineOf(message));
    if (list.next !== undefined) print(`… more with --before ${list.next}`);
    return 0;
  });
}

function lineOf({ id, received, state, feed, event = '', reason }: MessageSummary): string {
  const why = reason === undefined ? '' : `${reason.code} ${reason.at ?? ''}`;
  const columns = [String(id).padStart(8), received.slice(0, 19), state.padEnd(9), feed.padEnd(12)];
  return `${columns.join('  ')}  ${event.padEnd(8)}  ${why}`.trimEnd();
}

/** One message with all that is known of it. */
export function showCommand(config: Config, args: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(args, JSON_OPTION);
  const [id, ...others] = positionals;
  if (id === undefined || others.length > 0) throw new UsageError('show takes one message.');
  const number = idOf(id);
  return withAdministration(config, async ({ parts, who }) => {
    const message = await showMessage(parts, number, who);
    if (values.json) printJson(message);
    else print(pageOf(message));
    return 0;
  });
}

/** A message as a page of text. */
function pageOf(message: JsonObject): string {
  const facts = ['id', 'feed', 'received', 'state', 'event', 'sender', 'controlId', 'peer'];
  const reason = objectAt(message, 'reason');
  const outcome = objectAt(message, 'outcome') ?? {};
  return [
    ...facts.flatMap((name) => line(name, message[name])),
    ...(reason === undefined ? [] : line('reason', reasonText(reason))),
    ...listLine('waits for', message['waitsFor']),
    ...listLine('behind', message['behind']),
    ...listLine('notes', outcome['notes']),
    ...listLine('became', outcome['resources']),
    ...objectsAt(outcome, 'candidates').map((one) => `candidate    ${candidateText(one)}`),
    ...objectsAt(outcome, 'issues').flatMap((one) => line('issue', stringAt(one, 'diagnostics'))),
    ...objectsAt(outcome, 'warnings').flatMap((one) => line('warning', warningText(one))),
    ...objectsAt(message, 'actions').map((one) => `done         ${actionText(one)}`),
    '',
    stringAt(message, 'text') ?? 'The text was removed.',
  ].join('\n');
}

function line(name: string, value: unknown): string[] {
  if (typeof value !== 'string' && typeof value !== 'number') return [];
  return [`${name.padEnd(12)} ${value}`];
}

function listLine(name: string, values: unknown): string[] {
  return Array.isArray(values) && values.length > 0
    ? [`${name.padEnd(12)} ${values.join(', ')}`]
    : [];
}

function reasonText(reason: JsonObject): string {
  const [code, text, at] = ['code', 'text', 'at'].map((name) => stringAt(reason, name) ?? '');
  return `${code ?? ''}: ${text ?? ''} ${at ?? ''}`.trimEnd();
}

function candidateText(candidate: JsonObject): string {
  const fields = objectsAt(candidate, 'fields').map(
    (field) => `${stringAt(field, 'field') ?? ''} ${stringAt(field, 'agreement') ?? ''}`,
  );
  const { grade, score } = candidate;
  const match =
    typeof grade === 'string' ? `  ${grade} ${textOf(score)}  ${fields.join(', ')}` : '';
  return `${stringAt(candidate, 'reference') ?? ''}${match}`;
}

function warningText(warning: JsonObject): string {
  return [stringAt(warning, 'rule'), stringAt(warning, 'path'), stringAt(warning, 'code')]
    .filter((text) => text !== undefined)
    .join(' ');
}

function actionText(action: JsonObject): string {
  return ['at', 'who', 'action'].map((name) => stringAt(action, name) ?? '').join('  ');
}

/** The feeds and how they are doing. */
export function feedsCommand(config: Config, args: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(args, JSON_OPTION);
  if (positionals.length > 0) throw new UsageError('feeds takes no names.');
  return withAdministration(config, async ({ parts }) => {
    const feeds = await listFeeds(parts);
    if (values.json) printJson({ feeds });
    else for (const feed of feeds) print(feedLine(feed));
    return 0;
  });
}

function feedLine(feed: JsonObject): string {
  const open = objectAt(feed, 'open') ?? {};
  const received = Object.values(objectAt(feed, 'received') ?? {}).reduce<number>(
    (sum, count) => sum + (typeof count === 'number' ? count : 0),
    0,
  );
  const counts = ['received', 'waiting', 'failed'].map(
    (state) => `${textOf(open[state] ?? 0)} ${state}`,
  );
  const { held, lagSeconds } = feed;
  return [
    (stringAt(feed, 'feed') ?? '').padEnd(16),
    counts.join(', '),
    `${textOf(held)} held`,
    `lag ${textOf(lagSeconds)} s`,
    `${received} in a day`,
  ].join('  ');
}

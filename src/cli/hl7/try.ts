/** `vuurtoren hl7 try FILE …`, and `try --stored` for messages that have come in. */
import { readFileSync } from 'node:fs';
import type { Config } from '../../config/load.js';
import {
  isObject,
  objectAt,
  objectsAt,
  stringAt,
  type JsonObject,
  type JsonValue,
} from '../../fhir/json.js';
import { writeJson } from '../../formats/json/write.js';
import { feedNamed } from '../../hl7v2/administration/parts.js';
import { tryStored, tryText, type TryWith } from '../../hl7v2/administration/try.js';
import { UsageError } from '../usage.js';
import {
  FILTER_OPTIONS,
  filterOf,
  limitOf,
  parsed,
  print,
  printJson,
  textOf,
  withAdministration,
  type CommandTools,
} from './administration.js';

const OPTIONS = {
  ...FILTER_OPTIONS,
  stored: { type: 'boolean', default: false },
  map: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** What messages would become, and why; nothing is written. @returns 1 when one would fail */
export function tryCommand(config: Config, args: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(args, OPTIONS);
  const { stored, feed, map, json } = values;
  if (!stored && positionals.length === 0) {
    throw new UsageError('try takes files with messages, or --stored.');
  }
  const mapping = map === undefined ? undefined : mappingIn(map);
  const other = mapping === undefined ? {} : { mapping };
  if (stored) {
    const filter = filterOf(values, positionals);
    const limit = limitOf(values.limit, 20, 10_000);
    return withAdministration(config, async ({ parts, who }) => {
      const tried = await tryStored(parts, { filter, limit, who, ...other });
      if (json) printJson(tried);
      else printStored(tried);
      return tried['failed'] === 0 ? 0 : 1;
    });
  }
  const contents = positionals.map((file) => ({ file, content: read(file) }));
  return withAdministration(config, async ({ parts }) => {
    const named = feed === undefined ? {} : { feed: feedNamed(parts, feed) };
    return tryFiles(contents, { parts, with: { ...named, ...other }, json });
  });
}

async function tryFiles(
  contents: readonly { readonly file: string; readonly content: Buffer }[],
  how: { readonly parts: CommandTools['parts']; readonly with: TryWith; readonly json: boolean },
): Promise<number> {
  let hasFailed = false;
  for (const { file, content } of contents) {
    const tried = await tryText(how.parts, content, how.with);
    hasFailed ||= stringAt(objectAt(tried, 'outcome') ?? {}, 'state') === 'failed';
    if (how.json) printJson({ file, ...tried });
    else printTried(file, tried);
  }
  return hasFailed ? 1 : 0;
}

/** Mapping settings, by themselves or in a feed file. */
function mappingIn(file: string): JsonObject {
  try {
    const content = JSON.parse(read(file).toString('utf8')) as unknown;
    if (!isObject(content)) throw new UsageError(`${file} is no JSON object.`);
    return objectAt(content, 'mapping') ?? content;
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`${file} is not JSON.`);
    throw error;
  }
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new UsageError(`${file} can not be read.`);
  }
}

function printTried(file: string, tried: JsonObject): void {
  const outcome = objectAt(tried, 'outcome') ?? {};
  print(`${file}: ${stringAt(tried, 'event') ?? ''} would be ${outcomeText(outcome)}`);
  for (const candidate of objectsAt(objectAt(outcome, 'details') ?? {}, 'candidates')) {
    print(
      `  candidate ${stringAt(candidate, 'reference') ?? ''} ${stringAt(candidate, 'grade') ?? ''}`,
    );
  }
  for (const resource of objectsAt(tried, 'resources')) printResource(resource);
  for (const { resource, element, from } of traces(tried)) {
    print(`  ${element.padEnd(40)} from ${from.padEnd(20)} ${resource}`);
  }
  for (const warning of objectsAt(tried, 'warnings')) {
    print(`  warning ${stringAt(warning, 'rule') ?? ''} ${stringAt(warning, 'path') ?? ''}`);
  }
}

function traces(tried: JsonObject): { resource: string; element: string; from: string }[] {
  return objectsAt(tried, 'trace').map((one) => ({
    resource: stringAt(one, 'resource') ?? '',
    element: stringAt(one, 'element') ?? '',
    from: (Array.isArray(one['from']) ? one['from'] : []).map(textOf).join(', '),
  }));
}

function printResource(resource: JsonObject): void {
  const [action, type, reference] = ['action', 'type', 'reference'].map(
    (name) => stringAt(resource, name) ?? '',
  );
  print(`  ${action ?? ''} ${type ?? ''} ${reference ?? ''}`.trimEnd());
  for (const difference of objectsAt(resource, 'differences')) {
    const { before, after } = difference;
    const path = stringAt(difference, 'path') ?? '';
    print(`    ${path}: ${changeText(before)} → ${changeText(after)}`);
  }
}

function changeText(value: JsonValue | undefined): string {
  return value === undefined ? 'nothing' : writeJson(value);
}

function printStored(tried: JsonObject): void {
  for (const message of objectsAt(tried, 'messages')) {
    if (message['isChanged'] === false) continue;
    const [before, after] = ['before', 'after'].map((name) =>
      outcomeText(objectAt(message, name) ?? {}),
    );
    print(`message ${textOf(message['message'])}: ${before ?? ''} → ${after ?? ''}`);
    for (const resource of objectsAt(message, 'resources')) printResource(resource);
  }
  const { tried: count, changed, failed } = tried;
  print(
    `${textOf(count)} tried, ${textOf(changed)} would change something, ${textOf(failed)} would fail`,
  );
}

function outcomeText(outcome: JsonObject): string {
  const reason = objectAt(outcome, 'reason');
  const why =
    reason === undefined
      ? ''
      : ` (${stringAt(reason, 'code') ?? ''} ${stringAt(reason, 'at') ?? ''})`;
  return `${stringAt(outcome, 'state') ?? ''}${why}`;
}

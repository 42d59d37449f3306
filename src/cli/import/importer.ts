/** Imports items, several at a time; what is in is remembered with it. */
import { SYSTEM_ACCESS } from '../../access/context.js';
import { FhirError } from '../../fhir/errors.js';
import { isObject, objectAt, objectsAt, stringAt, type JsonObject } from '../../fhir/json.js';
import { toOutcome } from '../../fhir/outcome.js';
import type { Resource } from '../../fhir/resource.js';
import { decodeUtf8, parseJsonResource } from '../../formats/json/parse.js';
import { writeJson } from '../../formats/json/write.js';
import type { CoreEnvironment } from '../../interactions/environment.js';
import { logEntryFailures } from '../../interactions/failures.js';
import { createInteractions } from '../../interactions/run.js';
import type { Logger } from '../../ports.js';
import { importBundle } from './bundle.js';
import { progressKey } from './progress-key.js';
import type { ImportItem, SourceText } from './sources.js';

export interface ItemResult {
  readonly name: string;
  /** Resources that are in now. */
  readonly resources: number;
  /** Resources that are not, because they or others in their Bundle were refused. */
  readonly refused: number;
  /** One line for each finding about them. */
  readonly refusals: readonly string[];
  /** True for a file that holds no FHIR resource. */
  readonly isForeign: boolean;
  /** True when what is left may work once other items are in: it refers to what is not there. */
  readonly maybeLater: boolean;
}

export interface Importer {
  /** Imports what is not in yet. */
  import(item: ImportItem): Promise<ItemResult>;
}

interface Parts {
  readonly environment: CoreEnvironment;
  /** What tells this import from others. */
  readonly name: string;
  readonly log: Logger;
}

export function createImporter(parts: Parts): Importer {
  const { environment, name } = parts;
  return {
    async import(item) {
      const keys = item.texts.map(({ key }) => key);
      const done = await environment.store.importedAmong(name, keys);
      const left = item.texts.filter(({ key }) => !done.has(key));
      const [first, ...others] = left;
      if (first === undefined) return result(item, 0);
      const rest = others.length === 0 ? single(item, first) : { ...item, texts: left };
      return importTexts(parts, rest);
    },
  };
}

function result(
  { name }: ImportItem,
  resources: number,
  facts: Partial<ItemResult> = {},
): ItemResult {
  return {
    ...{ name, resources, refused: 0, refusals: [], isForeign: false, maybeLater: false },
    ...facts,
  };
}

async function importTexts(parts: Parts, item: ImportItem): Promise<ItemResult> {
  try {
    return await importTogether(parts, item);
  } catch (error) {
    return item.texts.length === 1 ? refusal(item, error) : importOneByOne(parts, item);
  }
}

async function importTogether(parts: Parts, item: ImportItem): Promise<ItemResult> {
  const bundle = importBundle(item);
  if (bundle === undefined) return result(item, 0, { isForeign: true });
  return bundle['type'] === 'batch'
    ? importBatch(parts, item, bundle)
    : importTransaction(parts, item, bundle);
}

async function importTransaction(
  { environment, name }: Parts,
  item: ImportItem,
  bundle: Resource,
): Promise<ItemResult> {
  const keys = item.texts.map(({ key }) => key);
  const run = createInteractions({
    ...environment,
    alongside: (transaction) => transaction.markImported(name, keys),
  });
  await run({ kind: 'transaction', bundle, prefer: 'minimal' }, SYSTEM_ACCESS);
  return result(item, objectsAt(bundle, 'entry').length);
}

/** Each entry is remembered by itself: one that was refused must not repeat the others. */
async function importBatch(
  { environment, name, log }: Parts,
  item: ImportItem,
  bundle: Resource,
): Promise<ItemResult> {
  const { store } = environment;
  const entries = objectsAt(bundle, 'entry').map((entry, index) => ({
    entry,
    index,
    key: progressKey(item.path, index + 1, writeJson(entry)),
  }));
  const done = await store.importedAmong(
    name,
    entries.map(({ key }) => key),
  );
  const left = entries.filter(({ key }) => !done.has(key));
  const run = createInteractions(environment);
  const part = { ...bundle, entry: left.map(({ entry }) => entry) };
  const { body, failures = [] } = await run(
    { kind: 'batch', bundle: part, prefer: 'minimal' },
    SYSTEM_ACCESS,
  );
  logEntryFailures(log, failures, { file: item.name });
  const responses = body?.kind === 'text' ? responsesIn(body.text) : [];
  const answered = left.map((entry, position) => ({ ...entry, response: responses[position] }));
  const good = answered.filter(({ response }) => isSuccess(response));
  const bad = answered.filter(({ response }) => !isSuccess(response));
  const whole = bad.length === 0 ? item.texts.map(({ key }) => key) : [];
  await store.markImported(name, [...good.map(({ key }) => key), ...whole]);
  return result(item, good.length, {
    refused: bad.length,
    refusals: bad.flatMap(({ index, response }) =>
      findings(response).map((text) => `${item.name}, entry ${index}: ${text}`),
    ),
  });
}

/** One bad line must not keep the others out. */
async function importOneByOne(parts: Parts, item: ImportItem): Promise<ItemResult> {
  const results: ItemResult[] = [];
  for (const text of item.texts) results.push(await importTexts(parts, single(item, text)));
  return result(item, sum(results.map(({ resources }) => resources)), {
    maybeLater: results.some(({ maybeLater }) => maybeLater),
    refused: sum(results.map(({ refused }) => refused)),
    refusals: results.flatMap(({ refusals }) => refusals),
  });
}

function single(item: ImportItem, text: SourceText): ImportItem {
  return { ...item, name: text.name, texts: [text], bytes: 0 };
}

function refusal(item: ImportItem, error: unknown): ItemResult {
  if (!(error instanceof FhirError)) throw error;
  const { resource } = toOutcome(error);
  return result(item, 0, {
    refused: resourcesIn(item),
    refusals: reasonsIn(resource).map((text) => `${item.name}: ${aboutFile(item, text)}`),
    maybeLater: error.kind === 'precondition-failed',
  });
}

/** A text that can't be read counts as one. */
function resourcesIn(item: ImportItem): number {
  try {
    return Math.max(1, objectsAt(importBundle(item) ?? {}, 'entry').length);
  } catch {
    return 1;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function responsesIn(text: string): JsonObject[] {
  const bundle = parseJsonResource(text, { maxDepth: 100, maxArrayLength: Infinity });
  return objectsAt(bundle, 'entry').map((entry) => objectAt(entry, 'response') ?? {});
}

function isSuccess(response: JsonObject | undefined): boolean {
  return response !== undefined && stringAt(response, 'status')?.startsWith('2') === true;
}

function findings(response: JsonObject | undefined): string[] {
  const outcome = response?.['outcome'];
  return isObject(outcome) ? reasonsIn(outcome as Resource) : ['refused'];
}

/** Why it was refused; what was remarked besides is left out. */
function reasonsIn(outcome: Resource): string[] {
  return objectsAt(outcome, 'issue')
    .filter(({ severity }) => severity === 'error' || severity === 'fatal')
    .map((issue) => stringAt(issue, 'diagnostics') ?? '');
}

/** A resource by itself goes in as the only entry of a Bundle, which whoever sent it never saw. */
function aboutFile({ texts }: ImportItem, text: string): string {
  const [only, second] = texts;
  if (only === undefined || second !== undefined || !text.startsWith(ONLY_ENTRY)) return text;
  const { resourceType } = parseJsonResource(decodeUtf8(only.bytes));
  return resourceType === 'Bundle' ? text : resourceType + text.slice(ONLY_ENTRY.length);
}

const ONLY_ENTRY = 'Bundle.entry[0].resource';

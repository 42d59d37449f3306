/** Imports items, several at a time; what is in is remembered with it. */
import { SYSTEM_ACCESS } from '../../access/context.js';
import { FhirError } from '../../fhir/errors.js';
import { isObject, objectAt, objectsAt, stringAt } from '../../fhir/json.js';
import { toOutcome } from '../../fhir/outcome.js';
import type { Resource } from '../../fhir/resource.js';
import { parseJsonResource } from '../../formats/json/parse.js';
import type { Environment } from '../../interactions/environment.js';
import { createInteractions } from '../../interactions/run.js';
import { importBundle } from './bundle.js';
import type { ImportItem } from './sources.js';

export interface ItemResult {
  readonly name: string;
  readonly resources: number;
  /** One line for each thing that was refused. */
  readonly refusals: readonly string[];
  /** True for a file that holds no FHIR resource. */
  readonly isForeign: boolean;
  /** True when it may work once other items are in: it refers to what is not there. */
  readonly maybeLater: boolean;
}

export interface Importer {
  import(item: ImportItem): Promise<ItemResult>;
}

/**
 * @param name what tells this import from others
 * @param done items that are in already
 */
export function createImporter(
  environment: Environment,
  name: string,
  done: ReadonlySet<string>,
): Importer {
  const importer: Importer = {
    async import(item) {
      if (done.has(item.name)) return result(item, 0);
      try {
        return await importWhole(environment, name, item);
      } catch (error) {
        return item.texts.length === 1 ? refused(item, error) : importOneByOne(importer, item);
      }
    },
  };
  return importer;
}

function result(
  { name }: ImportItem,
  resources: number,
  facts: Partial<ItemResult> = {},
): ItemResult {
  return { name, resources, refusals: [], isForeign: false, maybeLater: false, ...facts };
}

async function importWhole(
  environment: Environment,
  name: string,
  item: ImportItem,
): Promise<ItemResult> {
  const bundle = importBundle(item.texts);
  if (bundle === undefined) return result(item, 0, { isForeign: true });
  const run = createInteractions({
    ...environment,
    alongside: (transaction) => transaction.markImported(name, item.name),
  });
  const kind = bundle['type'] === 'batch' ? 'batch' : 'transaction';
  const { body } = await run({ kind, bundle, prefer: 'minimal' }, SYSTEM_ACCESS);
  const entries = objectsAt(bundle, 'entry').length;
  if (kind === 'transaction') return result(item, entries);
  const refusals = body?.kind === 'text' ? batchRefusals(body.text, item.name) : [];
  if (refusals.length === 0) await environment.store.markImported(name, item.name);
  return result(item, entries - refusals.length, { refusals });
}

/** One bad line must not keep the others out. */
async function importOneByOne(importer: Importer, item: ImportItem): Promise<ItemResult> {
  const results: ItemResult[] = [];
  for (const text of item.texts) {
    results.push(await importer.import({ name: text.name, texts: [text], bytes: 0 }));
  }
  const resources = results.reduce((sum, line) => sum + line.resources, 0);
  return result(item, resources, { refusals: results.flatMap(({ refusals }) => refusals) });
}

function refused(item: ImportItem, error: unknown): ItemResult {
  if (!(error instanceof FhirError)) throw error;
  const { resource } = toOutcome(error);
  return result(item, 0, {
    refusals: issuesOf(resource).map((text) => `${item.name}: ${text}`),
    maybeLater: error.kind === 'precondition-failed',
  });
}

function batchRefusals(responseText: string, name: string): string[] {
  const response = parseJsonResource(responseText, { maxDepth: 100, maxArrayLength: Infinity });
  return objectsAt(response, 'entry').flatMap((entry, index) => {
    const about = objectAt(entry, 'response') ?? {};
    const outcome = about['outcome'];
    if (stringAt(about, 'status')?.startsWith('2') === true) return [];
    const issues = isObject(outcome) ? issuesOf(outcome as Resource) : ['refused'];
    return issues.map((text) => `${name}, entry ${index}: ${text}`);
  });
}

function issuesOf(outcome: Resource): string[] {
  return objectsAt(outcome, 'issue').map((issue) => stringAt(issue, 'diagnostics') ?? '');
}

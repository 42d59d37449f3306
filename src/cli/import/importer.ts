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
  /** True when it may work once other items are in: it refers to what is not there. */
  readonly maybeLater: boolean;
}

export interface Importer {
  import(item: ImportItem): Promise<ItemResult>;
}

/** @param name what tells this import from others */
export function createImporter(environment: Environment, name: string): Importer {
  return {
    async import(item) {
      try {
        return await importWhole(environment, name, item);
      } catch (error) {
        return item.texts.length === 1
          ? refused(item, error)
          : importOneByOne(environment, name, item);
      }
    },
  };
}

async function importWhole(
  environment: Environment,
  name: string,
  item: ImportItem,
): Promise<ItemResult> {
  const bundle = importBundle(item.texts);
  const run = createInteractions({
    ...environment,
    alongside: (transaction) => transaction.markImported(name, item.name),
  });
  const kind = bundle['type'] === 'batch' ? 'batch' : 'transaction';
  const result = await run({ kind, bundle, prefer: 'minimal' }, SYSTEM_ACCESS);
  const entries = objectsAt(bundle, 'entry').length;
  if (kind === 'transaction') {
    return { name: item.name, resources: entries, refusals: [], maybeLater: false };
  }
  const refusals = result.body?.kind === 'text' ? batchRefusals(result.body.text, item.name) : [];
  if (refusals.length === 0) await environment.store.markImported(name, item.name);
  return { name: item.name, resources: entries - refusals.length, refusals, maybeLater: false };
}

/** One bad line must not keep the others out. */
async function importOneByOne(
  environment: Environment,
  name: string,
  item: ImportItem,
): Promise<ItemResult> {
  const results: ItemResult[] = [];
  for (const [index, text] of item.texts.entries()) {
    const single = { name: `${item.name}+${index}`, texts: [text], bytes: 0 };
    results.push(await createImporter(environment, name).import(single));
  }
  return {
    name: item.name,
    resources: results.reduce((sum, { resources }) => sum + resources, 0),
    refusals: results.flatMap(({ refusals }) => refusals),
    maybeLater: false,
  };
}

function refused(item: ImportItem, error: unknown): ItemResult {
  if (!(error instanceof FhirError)) throw error;
  const { resource } = toOutcome(error);
  return {
    name: item.name,
    resources: 0,
    refusals: issuesOf(resource).map((text) => `${item.name}: ${text}`),
    maybeLater: error.kind === 'precondition-failed',
  };
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

/** https://hl7.org/fhir/R4/http.html#batch: each entry by itself. */
import type { AccessContext } from '../access/context.js';
import { objectAt, stringAt, type JsonObject } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import { entriesOf, parseEntry, type EntryWishes } from './bundle-entry.js';
import type { BundleEntryText } from './bundle-parts.js';
import { bundleBody } from './bundle-text.js';
import type { Environment } from './environment.js';
import { isFailure, type EntryFailure } from './failures.js';
import { ensureValid } from './new-version.js';
import { errorEntry, resultEntry } from './response-entry.js';
import { subsetResult } from './subset.js';
import { located } from './transaction/plan.js';
import type { InteractionRequest, InteractionResult, RunInteraction } from './types.js';

/** Entries under way at once: enough to keep a connection pool busy, not to take it all. */
const CONCURRENCY = 4;

export async function batch(
  environment: Environment,
  request: Extract<InteractionRequest, { kind: 'batch' }>,
  run: RunInteraction,
  access: AccessContext,
): Promise<InteractionResult> {
  const { bundle } = request;
  await ensureValid(environment, withoutResources(bundle));
  const entries = entriesOf(environment, bundle);
  const answers: BundleEntryText[] = [];
  const failures: EntryFailure[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < entries.length; index = next++) {
      const entry = entries[index] ?? {};
      answers[index] = await answer(environment, entry, index, {
        run: (parsed) => run(parsed, access),
        wishes: request,
        onError: (error) => {
          if (isFailure(error)) failures.push({ index, error });
        },
      });
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  const body = bundleBody({
    type: 'batch-response',
    links: [{ relation: 'self', url: environment.settings.base }],
    entries: answers,
  });
  return {
    status: 200,
    body,
    ...(failures.length === 0 ? {} : { failures }),
  };
}

async function answer(
  environment: Environment,
  entry: JsonObject,
  index: number,
  tools: {
    readonly run: (request: InteractionRequest) => Promise<InteractionResult>;
    readonly wishes: EntryWishes;
    readonly onError: (error: unknown) => void;
  },
): Promise<BundleEntryText> {
  try {
    const { request, subset } = parseEntry(environment, entry, index, tools.wishes);
    const result = subsetResult(await tools.run(request), subset, environment.definitions);
    return resultEntry(result, tools.wishes.prefer, environment.settings.base);
  } catch (error) {
    tools.onError(error);
    const isPatch = stringAt(objectAt(entry, 'request') ?? {}, 'method') === 'PATCH';
    return errorEntry(located(error, index, !isPatch));
  }
}

/** The Bundle's own elements; a resource that is wrong fails its own entry only. */
function withoutResources(bundle: Resource): Resource {
  const entries = bundle['entry'];
  if (!Array.isArray(entries)) return bundle;
  return {
    ...bundle,
    entry: entries.map((entry) => {
      if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return entry;
      const { resource, ...rest } = entry;
      return resource === undefined || Object.keys(rest).length === 0 ? entry : rest;
    }),
  };
}

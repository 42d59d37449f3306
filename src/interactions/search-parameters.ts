/**
 * SearchParameters that are stored on the server take effect: what is written is indexed for them
 * from then on, and `reindex.ts` does what was there before. Until then they can't be searched.
 */
import { FhirError } from '../fhir/errors.js';
import type { Resource } from '../fhir/resource.js';
import { isFhirPath } from '../fhirpath/evaluate.js';
import { parseJsonResource } from '../formats/json/parse.js';
import { attachmentPathName } from '../search/attachments.js';
import { customParameter, unusable, type CustomParameter } from '../search/custom.js';
import type { CoreEnvironment, Environment } from './environment.js';

/** @throws FhirError `unprocessable` for a SearchParameter that would take effect and can't */
export function ensureIndexable({ registry }: Environment, resource: Resource): void {
  const custom = customParameter(resource);
  if (custom === undefined) return;
  const { model } = custom;
  if (registry.defined(model).some(({ url }) => url !== model.url)) {
    throw unusable('a parameter of R4 or of this server has its code', 'code');
  }
  const parts = [model.expression ?? '', ...(model.component ?? []).map((part) => part.expression)];
  if (!parts.every(isFhirPath)) throw unusable('its expression is not FHIRPath', 'expression');
}

type Surroundings = Pick<CoreEnvironment, 'definitions' | 'registry' | 'store' | 'log'>;

export interface LoadedParameters {
  /** Those in use, of which the definitions have none. */
  readonly custom: readonly CustomParameter[];
  /** Resource types of which not everything is indexed. */
  readonly pendingTypes: readonly string[];
  readonly pendingPaths: readonly string[];
}

/** Brings the registry up to what the database says now. */
export async function loadCustomParameters(environment: Surroundings): Promise<LoadedParameters> {
  const { definitions, registry, store } = environment;
  const stored = await store.searchParameters();
  const own = new Set(definitions.searchParameters.map(({ url }) => url));
  const custom = stored.bodies
    .flatMap((body) => usable(body, environment) ?? [])
    .filter(({ model }) => !own.has(model.url) && registry.defined(model).length === 0);
  const urls = new Set(custom.map(({ model }) => model.url));
  const gone = [...stored.indexed.keys()].filter((url) => !urls.has(url));
  if (gone.length > 0) await store.forgetIndexed(gone);
  const pending = custom.filter(
    ({ model, fingerprint }) => stored.indexed.get(model.url) !== fingerprint,
  );
  registry.use({
    models: custom.map(({ model }) => model),
    pending: new Set(pending.map(({ model }) => model.url)),
    pendingPaths: stored.pendingPaths,
  });
  const pendingTypes = definitions.resourceTypes.filter(
    (type) =>
      stored.pendingPaths.has(attachmentPathName(type)) ||
      registry.isContainedPending ||
      [...registry.parameters(type).values()].some((parameter) => parameter.pending),
  );
  return { custom, pendingTypes, pendingPaths: [...stored.pendingPaths] };
}

/** A parameter that got in when the rules were others must not stop the server. */
function usable(body: string, { log }: Surroundings): CustomParameter | undefined {
  try {
    return customParameter(parseJsonResource(body));
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    log.warn({ reason: error.message }, 'A stored SearchParameter is not used');
    return undefined;
  }
}

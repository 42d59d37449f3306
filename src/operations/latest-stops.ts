/**
 * `$latest-stops`: of each pharmaceutical treatment what is in use, and what was stopped last.
 * http://nictiz.nl/fhir/OperationDefinition/mp-latest-stops
 */
import { FhirError } from '../fhir/errors.js';
import { objectAt, objectsAt, stringAt, type JsonObject } from '../fhir/json.js';
import type { BundleEntryText } from '../interactions/bundle-parts.js';
import { bundleBody, linkUrl } from '../interactions/bundle-text.js';
import type { Environment } from '../interactions/environment.js';
import type { Operation } from '../interactions/operation.js';
import { foundBlocks } from '../interactions/search/latest-stops.js';
import { parsedSearch } from '../interactions/search/parse.js';
import { includedEntry, matchEntry } from '../interactions/search/searchset.js';
import type { InteractionResult, OperationRequest } from '../interactions/types.js';
import { buildingBlock, inUseOrLatestStop } from '../search/latest-stops.js';
import type { QueryParameter } from '../search/parse/parameters.js';
import { escapeValue } from '../search/value.js';
import type { FoundResource } from '../storage/search/find.js';
import { takeOne, wrongParameter } from './call-parameters.js';

const SNOMED = 'http://snomed.info/sct';
/** Categories of the building blocks that can be stopped: MA and WDS, TA, MGB. */
const STOPPABLE: Readonly<Record<string, readonly string[]>> = {
  MedicationRequest: ['33633005', '395067002'],
  MedicationDispense: ['422037009'],
  MedicationStatement: ['422979000'],
};
/** What the whole system is asked about: use by the patient's own word is no agreement. */
const OF_SYSTEM = ['MedicationRequest', 'MedicationDispense'];

export const latestStops: Operation = {
  name: 'latest-stops',
  definition: 'http://nictiz.nl/fhir/OperationDefinition/mp-latest-stops',
  levels: ['system', 'type'],
  types: Object.keys(STOPPABLE),
  affectsState: false,
  run: runLatestStops,
};

interface Asked {
  /** Search parameters that the building blocks fulfil. */
  readonly criteria: readonly QueryParameter[];
  /** Undefined: of every kind that can be stopped. */
  readonly category: string | undefined;
  readonly includesDetails: boolean;
}

async function runLatestStops(
  environment: Environment,
  request: OperationRequest,
): Promise<InteractionResult> {
  const { target } = request;
  const parameters = textParameters(request);
  const path = target.level === 'type' ? `${target.type}/$latest-stops` : '$latest-stops';
  const revealed = environment.links.reveal({ parameters, self: { path, query: parameters } });
  const asked = askedFor(environment, revealed.parameters);
  const types = target.level === 'type' ? [target.type] : OF_SYSTEM;
  const { base } = environment.settings;
  const entries: BundleEntryText[] = [];
  const details: BundleEntryText[] = [];
  for (const type of types) {
    const found = await blocksOf(environment, type, asked);
    const now = environment.clock();
    const blocks = found.map(({ body }) => buildingBlock(JSON.parse(body) as JsonObject, now));
    const isResult = inUseOrLatestStop(blocks);
    found.forEach((one, index) => {
      if (isResult[index] === true) entries.push(matchEntry(base, one));
      else if (asked.includesDetails) details.push(includedEntry(base, one));
    });
  }
  const body = bundleBody({
    type: 'searchset',
    total: entries.length,
    links: [{ relation: 'self', url: linkUrl(base, environment.links.conceal(revealed.self)) }],
    entries: [...entries, ...details],
  });
  return { status: 200, body };
}

/** Identifiers and codes as a search has them: `system|value`. */
function textParameters({ parameters, body }: OperationRequest): QueryParameter[] {
  if (body === undefined) return [...parameters];
  if (body.resourceType !== 'Parameters') {
    throw new FhirError('invalid-request', 'The body is a Parameters resource.', {
      expression: 'resourceType',
    });
  }
  return [...parameters, ...objectsAt(body, 'parameter').map(textParameter)];
}

function textParameter(parameter: JsonObject): QueryParameter {
  const name = stringAt(parameter, 'name') ?? '';
  const { valueBoolean: flag } = parameter;
  const coding = objectsAt(objectAt(parameter, 'valueCodeableConcept') ?? {}, 'coding')[0];
  const pair = objectAt(parameter, 'valueIdentifier') ?? coding;
  const value = stringAt(pair ?? {}, 'value') ?? stringAt(pair ?? {}, 'code');
  if (typeof flag === 'boolean') return [name, String(flag)];
  if (value === undefined) throw wrongParameter(name, 'its value is missing, or of another type');
  return [name, `${escapeValue(stringAt(pair ?? {}, 'system') ?? '')}|${escapeValue(value)}`];
}

/** @throws FhirError `invalid-request` */
function askedFor({ limits }: Environment, given: readonly QueryParameter[]): Asked {
  const left = [...given];
  const patient = takeOne(left, 'patient');
  const category = takeOne(left, 'category');
  const details = takeOne(left, 'include-details') ?? 'false';
  const treatments = left.filter(([name]) => name === 'mbh').map(([, value]) => value);
  const [unknown] = left.find(([name]) => name !== 'mbh') ?? [];
  if (unknown !== undefined) throw wrongParameter(unknown, '$latest-stops does not have it');
  if (details !== 'true' && details !== 'false') {
    throw wrongParameter('include-details', 'it is true or false');
  }
  // Who may see one patient only need not say which one.
  if (patient === undefined && limits === undefined) {
    throw wrongParameter('patient', 'it is required');
  }
  const criteria: QueryParameter[] = [];
  if (patient !== undefined) criteria.push(['patient.identifier', patient]);
  if (treatments.length > 0) {
    criteria.push(['pharmaceutical-treatment-identifier', treatments.join(',')]);
  }
  return { criteria, category, includesDetails: details === 'true' };
}

async function blocksOf(
  environment: Environment,
  type: string,
  { criteria, category }: Asked,
): Promise<FoundResource[]> {
  const kinds = (STOPPABLE[type] ?? []).map((code) => `${SNOMED}|${code}`);
  const parsed = await parsedSearch(environment, {
    kind: 'search-type',
    type,
    parameters: [
      ...criteria,
      ['category', kinds.join(',')],
      ...(category === undefined ? [] : [['category', category] as const]),
    ],
    handling: 'strict',
    self: { path: type, query: [] },
  });
  const found = await Promise.all(parsed.queries.map((query) => foundBlocks(environment, query)));
  return found.flat();
}

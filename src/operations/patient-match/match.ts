/**
 * `Patient/$match`, with the scorer that ties HL7 v2 messages to patients:
 * https://hl7.org/fhir/R4/patient-operation-match.html
 */
import { FhirError } from '../../fhir/errors.js';
import { isObject, objectAt, objectsAt, stringAt, type JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { parseJsonResource } from '../../formats/json/parse.js';
import { demographicSearches, identifierSearches } from '../../identity/blocking.js';
import { rankCandidates, type Candidate, type Proposal } from '../../identity/identify.js';
import { personOf, type Person } from '../../identity/person.js';
import type { Environment } from '../../interactions/environment.js';
import type { Operation, OperationTools } from '../../interactions/operation.js';
import type { OperationRequest } from '../../interactions/types.js';

/** https://hl7.org/fhir/R4/extension-match-grade.html */
const MATCH_GRADE = 'http://hl7.org/fhir/StructureDefinition/match-grade';

/** Patients that one search by what must be shared gives to compare with. */
const MOST_CANDIDATES = 100;
const DEFAULT_COUNT = 20;
const MOST_RESULTS = 100;

export const match: Operation = {
  name: 'match',
  definition: 'http://hl7.org/fhir/OperationDefinition/Patient-match',
  levels: ['type'],
  types: ['Patient'],
  affectsState: false,
  async run(environment, request, tools) {
    const asked = askedFor(request);
    const person = personOf(asked.patient);
    const found = await candidatesFor(environment, person, tools);
    const ranked = chosen(rankCandidates(person, [...found.values()].map(asCandidate)), asked);
    const entry = ranked.map((proposal) => entryOf(environment, proposal, found));
    const resource: Resource = {
      resourceType: 'Bundle',
      type: 'searchset',
      total: entry.length,
      ...(entry.length > 0 && { entry }),
    };
    return { status: 200, body: { kind: 'resource', resource } };
  },
};

interface Asked {
  readonly patient: Resource;
  readonly onlyCertain: boolean;
  readonly count: number;
}

function askedFor({ body, parameters: query }: OperationRequest): Asked {
  if (query.length > 0) {
    throw new FhirError('invalid-request', '"$match" takes its parameters in the body.');
  }
  // A Patient alone is the only parameter that must be there.
  if (body?.resourceType === 'Patient') {
    return { patient: body, onlyCertain: false, count: DEFAULT_COUNT };
  }
  const all = body?.resourceType === 'Parameters' ? objectsAt(body, 'parameter') : [];
  const parameters = new Map(all.map((one) => [stringAt(one, 'name') ?? '', one]));
  const unknown = [...parameters.keys()].find((name) => !NAMES.has(name));
  if (unknown !== undefined || parameters.size !== all.length) {
    const names = [...NAMES].join(', ');
    throw new FhirError('invalid-request', `The parameters of "$match" are ${names}, each once.`);
  }
  const patient = parameters.get('resource')?.['resource'];
  if (!isObject(patient) || stringAt(patient, 'resourceType') !== 'Patient') {
    throw new FhirError('invalid-request', 'The parameter "resource" is a Patient to match.');
  }
  return {
    patient: patient as Resource,
    onlyCertain: onlyCertain(parameters.get('onlyCertainMatches')),
    count: countOf(parameters.get('count')),
  };
}

const NAMES: ReadonlySet<string> = new Set(['resource', 'onlyCertainMatches', 'count']);

function onlyCertain(parameter: JsonObject | undefined): boolean {
  const value = parameter?.['valueBoolean'];
  if (parameter !== undefined && typeof value !== 'boolean') {
    throw new FhirError('invalid-request', '"onlyCertainMatches" is a boolean.');
  }
  return value === true;
}

function countOf(parameter: JsonObject | undefined): number {
  if (parameter === undefined) return DEFAULT_COUNT;
  // Numbers keep their text when a body is read, so this may be one or the other.
  const value = Number(parameter['valueInteger'] ?? parameter['valuePositiveInt']);
  if (!Number.isInteger(value) || value < 1) {
    throw new FhirError('invalid-request', '"count" is a whole number, at least 1.');
  }
  return Math.min(value, MOST_RESULTS);
}

/**
 * Whom the caller may see that shares something which one person's records share. Who was merged is
 * stood for by the survivor.
 */
async function candidatesFor(
  environment: Environment,
  person: Person,
  { run, access }: OperationTools,
): Promise<ReadonlyMap<string, Resource>> {
  const found = new Map<string, Resource>();
  for (const search of [...identifierSearches(person), ...demographicSearches(person)]) {
    const parameters = [...search, ['_count', String(MOST_CANDIDATES)] as const];
    const self = { path: 'Patient', query: [] };
    const { body } = await run(
      environment,
      { kind: 'search-type', type: 'Patient', parameters, handling: 'strict', self },
      access,
    );
    const bundle = body?.kind === 'text' ? parseJsonResource(body.text) : body?.resource;
    for (const entry of objectsAt(bundle ?? {}, 'entry')) {
      const patient = objectAt(entry, 'resource') as Resource | undefined;
      const isMatch = stringAt(objectAt(entry, 'search') ?? {}, 'mode') === 'match';
      if (isMatch && patient?.id !== undefined && !isReplaced(patient)) {
        found.set(patient.id, patient);
      }
    }
  }
  return found;
}

function isReplaced(patient: Resource): boolean {
  return objectsAt(patient, 'link').some((link) => stringAt(link, 'type') === 'replaced-by');
}

function asCandidate(patient: Resource): Candidate {
  return { id: patient.id ?? '', person: personOf(patient) };
}

/** Several that are certain contradict one another: then none is. */
function chosen(ranked: readonly Proposal[], { onlyCertain, count }: Asked): readonly Proposal[] {
  if (!onlyCertain) return ranked.slice(0, count);
  const certain = ranked.filter((proposal) => proposal.match.grade === 'certain');
  return certain.length === 1 ? certain : [];
}

function entryOf(
  { settings }: Environment,
  { id, match: { grade, score } }: Proposal,
  found: ReadonlyMap<string, Resource>,
): JsonObject {
  return {
    fullUrl: `${settings.base}/Patient/${id}`,
    resource: found.get(id) ?? {},
    search: { extension: [{ url: MATCH_GRADE, valueCode: grade }], mode: 'match', score },
  };
}

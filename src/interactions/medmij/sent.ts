/**
 * What a PGO sends (Delen): it claims a profile of the gegevensdienst, and is about the patient of the
 * access token. Each message brings a Patient of its own; that becomes a resource of its own, linked to
 * the patient whom the token is of, and nothing is merged. docs/medmij-services.md
 */
import type { MedmijAccess } from '../../access/context.js';
import type { ServiceRequest } from '../../access/gegevensdiensten.js';
import { servicesOf } from '../../access/medmij.js';
import { FhirError } from '../../fhir/errors.js';
import { isObject, objectsAt, stringAt, stringsAt, type JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { parseJsonResource } from '../../formats/json/parse.js';
import type { Environment, RunWithin } from '../environment.js';
import { located } from '../transaction/plan.js';
import type { InteractionRequest, InteractionResult } from '../types.js';
import { numbersOf } from './bsn-mask.js';
import { onlyOnce, type SentRequest } from './only-once.js';

export function isSent(request: InteractionRequest): request is SentRequest {
  return request.kind === 'create' || request.kind === 'transaction';
}

/**
 * Runs a create or transaction of a PGO. What it sends is always checked against its profiles.
 * @throws FhirError `unprocessable` for what is of no profile, or of another person
 */
export async function takeFromPgo(
  environment: Environment,
  access: MedmijAccess,
  request: SentRequest,
  run: RunWithin,
): Promise<InteractionResult> {
  const taken = servicesOf(environment.rules, access)
    .filter(({ kind }) => kind === 'share')
    .flatMap(({ requests }) => requests);
  // The gate says no to it.
  if (taken.length === 0) return run(environment, request, access);
  const strict: Environment = {
    ...environment,
    settings: { ...environment.settings, validation: 'profiles' },
  };
  return onlyOnce(strict, access, request, async (own) => {
    const patient = await readPatient(environment, access);
    for (const { resource, index } of resourcesOf(request)) {
      try {
        ensureOfProfile(resource, taken);
        if (resource.resourceType === 'Patient') linkCopy(resource, patient, access);
      } catch (error) {
        throw index === undefined ? error : located(error, index);
      }
    }
    return run(own, request, access);
  });
}

interface SentResource {
  readonly resource: Resource;
  /** Of its entry in the Bundle. */
  readonly index?: number;
}

function resourcesOf(request: SentRequest): SentResource[] {
  if (request.kind === 'create') return [{ resource: request.resource }];
  return objectsAt(request.bundle, 'entry').flatMap(({ resource }, index) =>
    isObject(resource) ? [{ resource: resource as Resource, index }] : [],
  );
}

/** @throws FhirError `forbidden` when the patient is not there any more */
async function readPatient({ reader }: Environment, { patient }: MedmijAccess): Promise<Resource> {
  const current = await reader.readCurrent({ type: 'Patient', id: patient });
  if (current?.exists !== true || current.body === undefined) {
    throw new FhirError('forbidden', 'The patient of this access token is not there.');
  }
  return parseJsonResource(current.body);
}

function ensureOfProfile(resource: Resource, taken: readonly ServiceRequest[]): void {
  const { resourceType } = resource;
  const own = taken.filter(
    ({ type, interactions }) => type === resourceType && interactions.includes('create'),
  );
  const profiles = new Set(own.flatMap((request) => request.profiles ?? []));
  if (own.length === 0 || own.some((request) => request.profiles === undefined)) return;
  const claimed = stringsAt(resource.meta ?? {}, 'profile').map((url) => url.replace(/\|.*$/, ''));
  if (claimed.some((url) => profiles.has(url))) return;
  throw new FhirError(
    'unprocessable',
    `The ${resourceType} claims none of the profiles of the gegevensdienst: ${[...profiles].join(', ')}.`,
    { expression: `${resourceType}.meta.profile` },
  );
}

/** Only what tells persons apart is compared: a copy may be older than what is known. */
function linkCopy(copy: Resource, patient: Resource, access: MedmijAccess): void {
  const numbers = numbersOf(patient);
  const isOther =
    numbersOf(copy).some((number) => !numbers.includes(number)) ||
    differs(copy, patient, 'birthDate');
  if (isOther || copy['link'] !== undefined) {
    throw new FhirError(
      'unprocessable',
      isOther
        ? 'The Patient is not the patient of the access token.'
        : 'A Patient that is sent has no links.',
      { expression: 'Patient' },
    );
  }
  copy['link'] = [{ other: { reference: `Patient/${access.patient}` }, type: 'seealso' }];
}

function differs(one: JsonObject, other: JsonObject, name: string): boolean {
  const [first, second] = [stringAt(one, name), stringAt(other, name)];
  if (first === undefined || second === undefined) return false;
  // A date may be known to the year only.
  const length = Math.min(first.length, second.length);
  return first.slice(0, length) !== second.slice(0, length);
}

/** Launches from an EHR: https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#launch-app-ehr-launch */
import type { Database } from '../../storage/database.js';
import { findClient } from '../../storage/auth/clients.js';
import { saveLaunch } from '../../storage/auth/launches.js';
import { hashOf, randomSecret } from '../secrets.js';
import type { FhirContextItem, TokenContext } from '../smart/token-context.js';
import { InvalidInput } from './invalid.js';

export interface LaunchInput {
  readonly clientId: string;
  /** Logical ids. */
  readonly patient?: string | undefined;
  readonly encounter?: string | undefined;
  readonly fhirContext?: readonly FhirContextItem[] | undefined;
  /** False when the EHR shows who the patient is around the app. */
  readonly needPatientBanner?: boolean | undefined;
  readonly intent?: string | undefined;
  /** Who must sign in; anyone when not given. */
  readonly accountId?: string | undefined;
}

export interface Launch {
  /** Opaque, for one use. */
  readonly value: string;
  /** Seconds. */
  readonly expiresIn: number;
  /** Where to open the app; undefined when the client has no launch URI. */
  readonly url: string | undefined;
}

/** From the click in the EHR to the app's request; then there is time to sign in. */
const LIFETIME = 300;

const ID = /^[A-Za-z0-9\-.]{1,64}$/;
const REFERENCE = /^[A-Z][A-Za-z]{1,63}\/[A-Za-z0-9\-.]{1,64}$/;

/** @param issuer FHIR base @throws InvalidInput */
export async function createLaunch(
  database: Database,
  input: LaunchInput,
  fhirBase: string,
): Promise<Launch> {
  const { clientId, accountId } = input;
  const client = await findClient(database, clientId);
  if (client === undefined || client.type === 'internal' || client.type === 'backend') {
    throw new InvalidInput('There is no app of this id that can be launched.');
  }
  const value = randomSecret();
  const launch = { clientId, accountId, context: contextOf(input) };
  const expires = Math.floor(Date.now() / 1000) + LIFETIME;
  if (!(await saveLaunch(database, hashOf(value), launch, expires))) {
    throw new InvalidInput('The client or the user is gone.');
  }
  return { value, expiresIn: LIFETIME, url: launchUrl(client.launchUri, value, fhirBase) };
}

function contextOf(input: LaunchInput): Record<string, unknown> {
  const { patient, encounter, fhirContext = [], needPatientBanner, intent } = input;
  for (const [name, id] of Object.entries({ patient, encounter })) {
    if (id !== undefined && !ID.test(id)) throw new InvalidInput(`The ${name} is a logical id.`);
  }
  for (const item of fhirContext) checkItem(item);
  const context: TokenContext = {
    ...(patient === undefined ? {} : { patient }),
    ...(encounter === undefined ? {} : { encounter }),
    ...(fhirContext.length === 0 ? {} : { fhirContext }),
    ...(intent === undefined ? {} : { intent }),
    need_patient_banner: needPatientBanner ?? true,
  };
  return { ...context };
}

/**
 * https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#fhircontext-exp: patient
 * and encounter have parameters of their own, unless they play another role
 */
function checkItem({ reference, canonical, identifier, role }: FhirContextItem): void {
  if (reference === undefined && canonical === undefined && identifier === undefined) {
    throw new InvalidInput('An item of fhirContext has a reference, a canonical or an identifier.');
  }
  if (reference === undefined) return;
  if (!REFERENCE.test(reference)) {
    throw new InvalidInput('A reference of fhirContext is relative: "ImagingStudy/1".');
  }
  if (/^(?:Patient|Encounter)\//.test(reference) && (role === undefined || role === 'launch')) {
    throw new InvalidInput('A Patient or Encounter in fhirContext needs a role of its own.');
  }
}

function launchUrl(launchUri: string | undefined, value: string, iss: string): string | undefined {
  if (launchUri === undefined) return undefined;
  const url = new URL(launchUri);
  url.searchParams.set('iss', iss);
  url.searchParams.set('launch', value);
  return url.href;
}

/** How far an authorization request is: who is signed in, for which patient, what is asked. */
import { ADMIN_SCOPE } from '../../access/administrator.js';
import type { Client, Interaction } from 'oidc-provider';
import { parseScopes, type GrantedScopes, type ScopeVocabulary } from '../../access/scopes.js';
import type { Database } from '../../storage/database.js';
import { findAccount, type Account } from '../../storage/auth/accounts.js';
import type { StoredClient } from '../../storage/auth/clients.js';
import { findLaunch } from '../../storage/auth/launches.js';
import type { Patients } from '../people/patients.js';
import { registrationOf } from '../provider/clients.js';
import { hashOf } from '../secrets.js';
import type { TokenContext } from '../smart/token-context.js';

export interface Asked {
  readonly client: StoredClient;
  readonly account: Account;
  readonly scopes: GrantedScopes;
  /** What was chosen at launch, so far. */
  readonly context: TokenContext;
  /** True when a patient has to be chosen first. */
  readonly needsPatient: boolean;
}

/** Why the request can't go on; the app is told. */
export interface Refusal {
  readonly error: 'access_denied' | 'invalid_request';
  readonly description: string;
}

export interface StateParts {
  readonly database: Database;
  readonly vocabulary: ScopeVocabulary;
  readonly patients: Patients;
}

/** What the screens keep in an interaction's result until it is finished. */
const PATIENT = 'patient';

export function withPatient(patient: string): Record<string, string> {
  return { [PATIENT]: patient };
}

/** @param client of the interaction, in which somebody is signed in */
export async function askedOf(
  parts: StateParts,
  interaction: Interaction,
  client: Client,
): Promise<Asked | Refusal> {
  const account = await findAccount(parts.database, interaction.session?.accountId ?? '');
  if (account?.enabled !== true) return DENIED;
  const { scope, launch } = interaction.params;
  const scopes = scopesFor(account, typeof scope === 'string' ? scope : '', parts.vocabulary);
  const asking = { client: registrationOf(client), account, scopes };
  if (typeof launch === 'string') return launchedByEhr(parts, asking, launch);
  if (!isAboutPatient(scopes)) return { ...asking, context: {}, needsPatient: false };
  return aboutPatient(parts, asking, interaction);
}

type Asking = Pick<Asked, 'client' | 'account' | 'scopes'>;

/** The EHR has said what it is about. */
async function launchedByEhr(
  { database }: StateParts,
  asking: Asking,
  launch: string,
): Promise<Asked | Refusal> {
  const found = await findLaunch(database, hashOf(launch), asking.client.id);
  if (found === undefined) return EXPIRED_LAUNCH;
  const isForOther = found.accountId !== undefined && found.accountId !== asking.account.id;
  if (isForOther) return FOR_SOMEBODY_ELSE;
  const context = found.context as TokenContext;
  if (isAboutPatient(asking.scopes) && context.patient === undefined) return NO_PATIENT;
  return { ...asking, context, needsPatient: false };
}

/** The patient is the user, somebody of whom the user is a relative, or one that has to be chosen. */
async function aboutPatient(
  { patients }: StateParts,
  asking: Asking,
  interaction: Interaction,
): Promise<Asked | Refusal> {
  const chosen = interaction.result?.[PATIENT];
  const patient = typeof chosen === 'string' ? chosen : await patients.ownPatient(asking.account);
  if (patient !== undefined) {
    return { ...asking, context: { patient, need_patient_banner: true }, needsPatient: false };
  }
  if (asking.account.role === 'patient') return NO_PATIENT;
  return { ...asking, context: {}, needsPatient: true };
}

const DENIED: Refusal = { error: 'access_denied', description: 'this account may not sign in' };
const EXPIRED_LAUNCH: Refusal = {
  error: 'invalid_request',
  description: 'launch has expired or was used',
};
const FOR_SOMEBODY_ELSE: Refusal = {
  error: 'access_denied',
  description: 'the app was launched by another user than the one who is signed in',
};
const NO_PATIENT: Refusal = {
  error: 'access_denied',
  description: 'there is no patient whose data could be shared',
};

/** https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#requesting-context-with-scopes */
function isAboutPatient({ resources, others }: GrantedScopes): boolean {
  return others.has('launch/patient') || resources.some(({ level }) => level === 'patient');
}

/** Nobody administers by the app of an administrator but administrators. */
function scopesFor(account: Account, text: string, vocabulary: ScopeVocabulary): GrantedScopes {
  const { resources, others } = parseScopes(text, vocabulary);
  const withheld = (scope: string): boolean =>
    (scope === ADMIN_SCOPE && account.role !== 'admin') ||
    // Encounters are chosen in an EHR only.
    scope === 'launch/encounter';
  return { resources, others: new Set([...others].filter((scope) => !withheld(scope))) };
}

export function isRefusal(asked: Asked | Refusal): asked is Refusal {
  return 'error' in asked;
}

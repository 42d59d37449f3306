/**
 * The page where people see and withdraw what they granted to apps. They sign in to it as to any app,
 * through an internal client that gets no token.
 */
import { Router, type Request, type Response } from 'express';
import type { Session } from 'oidc-provider';
import { parseScopes, type ScopeVocabulary } from '../access/scopes.js';
import type { Database } from '../storage/database.js';
import { findAccount, type Account } from '../storage/auth/accounts.js';
import { saveClient } from '../storage/auth/clients.js';
import { listGrants, removeGrant, type ListedGrant } from '../storage/auth/grants.js';
import { grantedScope } from './administration/grants.js';
import { field, ForgedForm, readForm, type FormGuard } from './interaction/form.js';
import type { Medmij } from './medmij/medmij.js';
import { MEDMIJ_TEXTS } from './medmij/screens/texts.js';
import type { KnownConsent } from '../storage/auth/medmij/consents.js';
import type { Patients } from './people/patients.js';
import type { Provider } from './provider/library.js';
import { ROUTES } from './provider/parts.js';
import { chosenLanguage, rememberLanguage } from './screens/chosen-language.js';
import { grantsScreen, type ShownConsent, type ShownGrant } from './screens/grants-screen.js';
import type { Language } from './screens/language.js';
import { sendScreen } from './screens/layout.js';
import { dateWords, patientWords } from './screens/patient-screen.js';
import { expiredScreen } from './screens/plain-screens.js';
import { itemHint, itemWords } from './screens/scope-words.js';
import { TEXTS } from './screens/texts.js';
import type { AuthSettings } from './settings.js';
import { consentRequest, type ConsentItem } from './smart/consent.js';
import { GRANTS_PATH } from './smart/discovery.js';

export interface GrantsPageParts {
  readonly settings: AuthSettings;
  readonly database: Database;
  readonly vocabulary: ScopeVocabulary;
  readonly patients: Patients;
  readonly guard: FormGuard;
  readonly provider: () => Provider;
  /** Undefined when no care provider takes part in MedMij. */
  readonly medmij: Medmij | undefined;
}

const CLIENT = 'vuurtoren-grants';

/** The client that the page signs people in through. */
export async function saveGrantsClient(
  database: Database,
  { issuer }: AuthSettings,
): Promise<void> {
  await saveClient(database, {
    id: CLIENT,
    name: 'Vuurtoren',
    type: 'internal',
    redirectUris: [`${issuer}${GRANTS_PATH}`],
    origins: [],
    scope: 'openid',
    ipRanges: [],
    skipsConsent: true,
    introspects: false,
    enabled: true,
  });
}

export function grantsRouter(parts: GrantsPageParts): Router {
  const router = Router();
  router.get(GRANTS_PATH, rememberLanguage, async (request, response) => {
    const signedIn = await whoIs(parts, request, response);
    if (signedIn !== undefined) await show(parts, signedIn, request, response);
    // Without an error of the sign-in: else the browser would go round in circles.
    else if (request.query['error'] === undefined)
      response.redirect(303, signInUrl(parts.settings));
    else sendScreen(response, expiredScreen(chosenLanguage(request)), rootOf(parts), 400);
  });
  router.post(`${GRANTS_PATH}/withdraw`, readForm, async (request, response) => {
    await withdraw(parts, request, response, async ({ account }) => {
      await removeGrant(parts.database, field(request, 'grant'), account.id);
    });
  });
  router.post(`${GRANTS_PATH}/medmij`, readForm, async (request, response) => {
    await withdraw(parts, request, response, async ({ account }) => {
      const patient = ownPatient(account);
      if (patient === undefined) return;
      await parts.medmij?.consents.end(field(request, 'consent'), 'withdrawn', patient);
    });
  });
  return router;
}

interface SignedIn {
  readonly session: Session;
  readonly account: Account;
}

async function whoIs(
  { database, provider }: GrantsPageParts,
  request: Request,
  response: Response,
): Promise<SignedIn | undefined> {
  const current = provider();
  const session = await current.Session.get(current.createContext(request, response));
  if (session.accountId === undefined) return undefined;
  const account = await findAccount(database, session.accountId);
  return account?.enabled === true ? { session, account } : undefined;
}

function signInUrl({ issuer }: AuthSettings): string {
  const query = new URLSearchParams({
    client_id: CLIENT,
    response_type: 'none',
    redirect_uri: `${issuer}${GRANTS_PATH}`,
    scope: 'openid',
  });
  return `${issuer}${ROUTES.authorization}?${query.toString()}`;
}

function rootOf({ settings }: GrantsPageParts): string {
  return new URL(settings.issuer).pathname;
}

function subjectOf({ session }: SignedIn): string {
  return `grants ${session.uid}`;
}

async function show(
  parts: GrantsPageParts,
  signedIn: SignedIn,
  request: Request,
  response: Response,
): Promise<void> {
  const { account } = signedIn;
  const language = chosenLanguage(request);
  const grants = await listGrants(parts.database, account.id);
  const shown: ShownGrant[] = [];
  for (const grant of grants) shown.push(await shownGrant(parts, account, grant, language));
  const path = `${rootOf(parts)}${GRANTS_PATH}`;
  const screen = grantsScreen({
    language,
    path,
    csrf: parts.guard.token(subjectOf(signedIn)),
    person: account.name,
    grants: shown,
    consents: await shownConsents(parts, account, language),
    wasWithdrawn: request.query['withdrawn'] === 'yes',
    signOutUrl: `${rootOf(parts)}${ROUTES.end_session}`,
  });
  sendScreen(response, screen, rootOf(parts));
}

async function shownGrant(
  { vocabulary, patients }: GrantsPageParts,
  account: Account,
  grant: ListedGrant,
  language: Language,
): Promise<ShownGrant> {
  const { items, identity, refresh } = consentRequest(parseScopes(grantedScope(grant), vocabulary));
  const texts = TEXTS[language].consent;
  const { patient } = grant.context;
  const isOwn = account.fhirUser?.type === 'Patient' && account.fhirUser.id === patient;
  const isOther = typeof patient === 'string' && !isOwn;
  return {
    id: grant.id,
    app: grant.clientName,
    isOwn,
    patient: isOther ? await patientText(patients, account, patient, language) : undefined,
    since: dateWords(grant.created.toISOString().slice(0, 10), language),
    until: dateWords(grant.expires.toISOString().slice(0, 10), language),
    allowed: [
      ...items.map((item) => itemLine(item, language)),
      ...(identity ? [texts.identity] : []),
      ...(refresh === 'offline_access' ? [texts.offline] : []),
      ...(refresh === 'online_access' ? [texts.online] : []),
    ],
  };
}

/** Consents of MedMij are the patient's own, whichever way the patient signed in to give them. */
function ownPatient({ fhirUser }: Account): string | undefined {
  return fhirUser?.type === 'Patient' ? fhirUser.id : undefined;
}

async function shownConsents(
  { medmij }: GrantsPageParts,
  account: Account,
  language: Language,
): Promise<ShownConsent[]> {
  const patient = ownPatient(account);
  if (medmij === undefined || patient === undefined) return [];
  const consents = await medmij.consents.list(patient, false);
  return consents.map((consent) => shownConsent(medmij, consent, language));
}

function shownConsent(
  medmij: Medmij,
  { id, client, clientName, provider, kind, longTerm, given, used }: KnownConsent,
  language: Language,
): ShownConsent {
  const names = { provider: medmij.providerName(provider), pgo: clientName };
  const texts = MEDMIJ_TEXTS[language].grants;
  const date = (at: Date): string => dateWords(at.toISOString().slice(0, 10), language);
  return {
    id,
    pgo: clientName,
    host: client,
    what: texts[kind](names),
    howLong: longTerm ? texts.longTerm : texts.once,
    since: TEXTS[language].grants.since(date(given)),
    used: texts.used(date(used)),
  };
}

/** By name as long as the person may see the patient. */
async function patientText(
  patients: Patients,
  account: Account,
  id: string,
  language: Language,
): Promise<string> {
  const known = await patients.read(account, id);
  return known === undefined ? id : patientWords(known, language);
}

function itemLine(item: ConsentItem, language: Language): string {
  const hint = itemHint(item, language);
  return `${itemWords(item, language)}${hint === '' ? '' : ` (${hint})`}`;
}

/** @param work what ends, of the person who is signed in */
async function withdraw(
  parts: GrantsPageParts,
  request: Request,
  response: Response,
  work: (signedIn: SignedIn) => Promise<void>,
): Promise<void> {
  const signedIn = await whoIs(parts, request, response);
  try {
    if (signedIn === undefined) throw new ForgedForm();
    parts.guard.check(request, subjectOf(signedIn));
    await work(signedIn);
    response.redirect(303, `${rootOf(parts)}${GRANTS_PATH}?withdrawn=yes`);
  } catch (error) {
    if (!(error instanceof ForgedForm)) throw error;
    sendScreen(response, expiredScreen(chosenLanguage(request)), rootOf(parts), 403);
  }
}

/** What a person does on the way: signs in, agrees or does not, goes back to the PGO. */
import {
  moveMedmijRequest,
  takeMedmijRequest,
  type Closing,
  type MedmijRequest,
} from '../../../storage/auth/medmij/requests.js';
import { LAPSE_MONTHS } from '../../../storage/auth/medmij/consents.js';
import { field } from '../../interaction/form.js';
import { signInWithPassword } from '../../people/password-sign-in.js';
import { leavingScreen } from '../../screens/plain-screens.js';
import { signInScreen, type SignInFacts } from '../../screens/sign-in-screen.js';
import { isAvailable } from '../availability/availability.js';
import { rootOf, type MedmijParts } from '../parts.js';
import {
  closingScreen,
  confirmScreen,
  consentScreen,
  goingBackScreen,
  landingScreen,
} from '../screens/screens.js';
import { grantedServices, serviceName } from '../services.js';
import { giveCode } from './code.js';
import { clearJourneyCookie } from './cookie.js';
import { backTo, sendFailure } from './failure.js';
import type { Step, Visit } from './visit.js';
import { logFailure } from '../../../interactions/failures.js';

/** The screen that the journey is at. */
export const current: Step = (parts, visit) => {
  const { at } = visit.journey;
  switch (at.step) {
    case 'landing':
      visit.tell('show_landing_page');
      showLanding(parts, visit);
      break;
    case 'consent':
      visit.tell('show_authorization_page');
      showConsent(parts, visit);
      break;
    case 'agreed':
      visit.show(goingBackScreen(visit.facts));
      break;
    case 'closed':
      if (at.closing === 'nothing') visit.tell('show_authorization_page');
      visit.show(closingScreen(visit.facts, at.closing));
  }
  return Promise.resolve();
};

function showLanding({ settings, patients }: MedmijParts, visit: Visit, failed = false): void {
  visit.show(
    landingScreen({
      ...visit.facts,
      providers: patients.providers.filter(({ id }) => settings.signIn.includes(id)),
      passwords: settings.passwords,
      failed,
    }),
    failed ? 401 : 200,
  );
}

function showConsent({ issuer, lists, catalog }: MedmijParts, visit: Visit): void {
  const { facts, journey, client, provider } = visit;
  if (journey.kind === 'share') {
    const [id = ''] = journey.services ?? [];
    visit.show(confirmScreen({ ...facts, service: serviceName(id, lists, catalog) }));
    return;
  }
  const services = grantedServices(journey, client, provider, catalog).map((id) =>
    serviceName(id, lists, catalog),
  );
  visit.show(
    consentScreen({
      ...facts,
      services: [...new Set(services)],
      privacyUrl: provider.privacyUrl,
      lapseMonths: LAPSE_MONTHS,
      grantsUrl: `${rootOf(issuer)}/grants`,
    }),
  );
}

/** Only of the landing page: later forms of it come from a window that was left open. */
function isAtLanding({ journey }: Visit): boolean {
  return journey.at.step === 'landing';
}

/** The form for a password. */
export const askPassword: Step = ({ settings }, visit) => {
  if (!isAtLanding(visit) || !settings.passwords) visit.goOn();
  else showSignIn(visit, {});
  return Promise.resolve();
};

function showSignIn(
  visit: Visit,
  { status, ...more }: Pick<SignInFacts, 'problem' | 'username'> & { status?: number },
): void {
  const { facts, client, language } = visit;
  const { path, csrf, names } = facts;
  const screen = signInScreen({
    ...{ language, path, csrf, ...more },
    app: client.organisationName,
    providers: [],
    leadsTo: [],
  });
  visit.show({ ...screen, brand: names.provider }, status);
}

export const signIn: Step = async (parts, visit) => {
  const { request } = visit;
  if (!isAtLanding(visit) || !parts.settings.passwords) {
    visit.goOn();
    return;
  }
  const username = field(request, 'username').slice(0, 200);
  const result = await signInWithPassword(parts.database, {
    username,
    password: field(request, 'password'),
    address: request.headers['x-forwarded-for']?.toString() ?? '',
  });
  if (result.kind === 'account') {
    const { fhirUser } = result.account;
    await signedIn(parts, visit, fhirUser?.type === 'Patient' ? fhirUser.id : undefined);
  } else if (result.kind === 'wrong') {
    showSignIn(visit, { problem: { kind: 'wrong' }, username, status: 401 });
  } else {
    const minutes = Math.max(1, Math.ceil((result.until.getTime() - parts.clock()) / 60_000));
    showSignIn(visit, { problem: { kind: 'blocked', minutes }, username, status: 429 });
  }
};

/** Sends the browser to an identity provider, DigiD for one. */
export const goElsewhere: Step = async (parts, visit) => {
  const { request, journey, language, facts } = visit;
  const id = String(request.params['source']);
  if (!isAtLanding(visit)) {
    visit.goOn();
    return;
  }
  const provider = parts.patients.providers.find((one) => one.id === id);
  const isOffered = provider !== undefined && parts.settings.signIn.includes(id);
  const url = isOffered ? await parts.patients.begin(id, journey.id) : undefined;
  if (url === undefined || provider === undefined) {
    showLanding(parts, visit, true);
    return;
  }
  visit.tell('send_authentication_request', { receiver: id });
  const screen = leavingScreen(language, provider.names[language], url);
  visit.show({ ...screen, brand: facts.names.provider });
};

/** The browser is back from there; who it is was noted under a value for one use. */
export const cameBack: Step = async (parts, visit) => {
  const { ticket } = visit.request.query;
  if (!isAtLanding(visit)) {
    visit.goOn();
    return;
  }
  const outcome = await parts.patients.finish(
    typeof ticket === 'string' ? ticket : '',
    visit.journey.id,
  );
  if ('patient' in outcome) {
    visit.tell('receive_authentication_response');
    await signedIn(parts, visit, outcome.patient);
  } else if (outcome.problem === 'unknown') {
    visit.tell('receive_authentication_response');
    await signedIn(parts, visit, undefined);
  } else if (outcome.problem === 'cancelled') await closeWith(parts, visit, 'cancelled');
  else {
    visit.tell('receive_authentication_error');
    showLanding(parts, visit, true);
  }
};

/** The availability test. @param patient logical id; undefined for somebody without a record */
async function signedIn(
  parts: MedmijParts,
  visit: Visit,
  patient: string | undefined,
): Promise<void> {
  const { journey, provider } = visit;
  const available = await isAvailable(parts, provider.availability, journey.kind, patient);
  await moveMedmijRequest(
    parts.database,
    journey.id,
    'landing',
    available && patient !== undefined
      ? { step: 'consent', patient }
      : { step: 'closed', closing: 'nothing' },
  );
  visit.goOn();
}

/** The person agrees, or does not. */
export const answer: Step = async (parts, visit) => {
  const { request, journey } = visit;
  const { at } = journey;
  if (at.step !== 'consent') {
    visit.goOn();
    return;
  }
  if (field(request, 'answer') !== 'allow') {
    await closeWith(parts, visit, 'cancelled');
    return;
  }
  visit.tell('receive_authorization_consent');
  const longTerm = journey.kind === 'collect' && field(request, 'long-term') === 'yes';
  await moveMedmijRequest(parts.database, journey.id, 'consent', {
    step: 'agreed',
    patient: at.patient,
    longTerm,
  });
  visit.goOn();
};

/** The person does not want to go on. */
export const cancel: Step = async (parts, visit) => {
  const { step } = visit.journey.at;
  if (step === 'landing' || step === 'consent') await closeWith(parts, visit, 'cancelled');
  else visit.goOn();
};

async function closeWith(parts: MedmijParts, visit: Visit, closing: Closing): Promise<void> {
  const { journey } = visit;
  visit.tell('receive_authorization_cancellation');
  await moveMedmijRequest(parts.database, journey.id, journey.at.step, { step: 'closed', closing });
  visit.goOn();
}

/** Back to the PGO. One answer for everybody who does not bring a code, whatever the reason. */
export const finish: Step = async (parts, visit) => {
  const { step } = visit.journey.at;
  if (step !== 'agreed' && step !== 'closed') {
    visit.goOn();
    return;
  }
  const journey = await takeMedmijRequest(parts.database, visit.journey.id);
  if (journey === undefined) {
    visit.goOn();
    return;
  }
  clearJourneyCookie(visit.response, parts.issuer, journey.id);
  if (journey.at.step === 'agreed') await finishWithCode(parts, visit, journey);
  else {
    // In the log it ends as a refusal does: the person read the page, and left it.
    if (journey.at.step === 'closed' && journey.at.closing === 'nothing') {
      visit.tell('receive_authorization_cancellation');
    }
    visit.tell('send_authorization_cancellation', { receiver: journey.client });
    leave(
      visit,
      backTo(journey.redirectUri, { error: 'access_denied', state: journey.state }, parts.settings),
    );
  }
};

async function finishWithCode(
  parts: MedmijParts,
  visit: Visit,
  journey: MedmijRequest,
): Promise<void> {
  let url: string;
  try {
    url = await giveCode(parts, journey, visit.client);
  } catch (error) {
    // The journey is over: it can't be tried again in this window.
    logFailure(parts.log, error, {});
    visit.tell('send_authorization_error', { receiver: journey.client });
    sendFailure(parts, visit.request, visit.response, {
      status: 500,
      traceId: journey.correlation,
      sessionId: journey.id,
      back: journey,
    });
    return;
  }
  visit.tell('send_authorization_code', { receiver: journey.client });
  leave(visit, url);
}

/** https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2: no referrer, for the URL of ours is of nobody's concern. */
function leave({ response }: Visit, url: string): void {
  response
    .set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
    .redirect(302, url);
}

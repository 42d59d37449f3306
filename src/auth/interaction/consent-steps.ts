/** Agreeing to what an app asks, or not. */
import type { Interaction } from 'oidc-provider';
import type { Account } from '../../storage/auth/accounts.js';
import { consentScreen } from '../screens/consent-screen.js';
import { patientWords } from '../screens/patient-screen.js';
import { GRANTS_PATH } from '../smart/discovery.js';
import { chosenScopes, consentRequest, everything, type ConsentChoice } from '../smart/consent.js';
import { refreshLifetime } from '../provider/lifetimes.js';
import { field, fields } from './form.js';
import { makeGrant } from './grant.js';
import { askPatient } from './patient-steps.js';
import { refuse } from './refuse.js';
import type { InteractionParts, Visit } from './visit.js';
import { askedOf, isRefusal, type Asked, type Refusal } from './state.js';

export async function askConsent(parts: InteractionParts, visit: Visit): Promise<void> {
  const asked = await askedOf(parts, visit.interaction, visit.client);
  if (isRefusal(asked)) await refuse(visit, asked);
  else if (asked.needsPatient) askPatient(visit);
  else if (asked.client.skipsConsent) {
    await grant(parts, visit, asked, everything(consentRequest(asked.scopes)));
  } else await show(parts, visit, asked);
}

/** @param nothing what was chosen, when that was nothing: it stays as it was, for agreement is never ours to tick */
async function show(
  { settings, patients }: InteractionParts,
  visit: Visit,
  { client, account, scopes, context }: Asked,
  nothing?: ConsentChoice,
): Promise<void> {
  const { language, path, csrf, leadsTo } = visit;
  const request = consentRequest(scopes);
  const patient =
    context.patient === undefined ? undefined : await patients.read(account, context.patient);
  visit.show(
    consentScreen({
      ...{ language, path, csrf, leadsTo },
      app: client.name,
      person: account.name,
      patient: patient === undefined ? context.patient : patientWords(patient, language),
      isOwn: isOwn(account, context.patient),
      request,
      choice: nothing ?? everything(request),
      isEmpty: nothing !== undefined,
      refreshDays: Math.ceil(refreshLifetime(client, settings) / 86_400),
      grantsUrl: `${new URL(settings.issuer).pathname}${GRANTS_PATH}`,
    }),
    nothing === undefined ? 200 : 400,
  );
}

function isOwn({ fhirUser }: Account, patient: string | undefined): boolean {
  return fhirUser?.type === 'Patient' && fhirUser.id === patient;
}

export async function agree(parts: InteractionParts, visit: Visit): Promise<void> {
  const { request } = visit;
  if (field(request, 'answer') !== 'allow') {
    await deny(parts, visit);
    return;
  }
  const asked = await askedOf(parts, visit.interaction, visit.client);
  if (isRefusal(asked)) await refuse(visit, asked);
  // The form is of before: now a patient must be chosen.
  else if (asked.needsPatient) askPatient(visit);
  else await grant(parts, visit, asked, choiceOf(visit, asked));
}

function choiceOf({ request }: Visit, { scopes }: Asked): ConsentChoice {
  const { items } = consentRequest(scopes);
  return {
    items: items.map((_item, index) => {
      const choice = field(request, `item-${index}`);
      if (choice === 'all') return 'all';
      if (choice !== 'part') return 'none';
      return fields(request, `parts-${index}`).map(Number);
    }),
    identity: field(request, 'identity') === 'yes',
    refresh: field(request, 'refresh') === 'yes',
    admin: field(request, 'admin') === 'yes',
  };
}

async function grant(
  parts: InteractionParts,
  visit: Visit,
  asked: Asked,
  choice: ConsentChoice,
): Promise<void> {
  const { request, response, provider, interaction } = visit;
  const scopes = chosenScopes(asked.scopes, consentRequest(asked.scopes), choice);
  if (scopes === undefined) {
    await (asked.client.skipsConsent
      ? refuse(visit, NOTHING_LEFT)
      : show(parts, visit, asked, choice));
    return;
  }
  const launch = launchOf(interaction);
  const grantId = await makeGrant(parts, provider, asked, { scopes, launch });
  if (grantId === undefined) await refuse(visit, USED_LAUNCH);
  else await provider.interactionFinished(request, response, { consent: { grantId } });
}

const NOTHING_LEFT: Refusal = {
  error: 'access_denied',
  description: 'none of the scopes can be granted',
};
const USED_LAUNCH: Refusal = { error: 'invalid_request', description: 'launch was used before' };

function launchOf({ params }: Interaction): string | undefined {
  return typeof params['launch'] === 'string' ? params['launch'] : undefined;
}

/** The person says no. */
export async function deny(_parts: InteractionParts, visit: Visit): Promise<void> {
  await refuse(visit, { error: 'access_denied', description: 'the user refused' });
}

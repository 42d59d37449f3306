/** Choosing a patient, for an app that works with one. */
import { FhirError } from '../../fhir/errors.js';
import type { PatientList, PatientQuery, QueryFault } from '../people/patients.js';
import { patientScreen } from '../screens/patient-screen.js';
import { field } from './form.js';
import { askedOf, isRefusal, withPatient, type Asked } from './state.js';
import { refuse } from './refuse.js';
import type { InteractionParts, Visit } from './visit.js';

const NOTHING: PatientQuery = { name: '', birthDate: '', bsn: '' };

export function askPatient(
  visit: Visit,
  query: PatientQuery = NOTHING,
  found?: PatientList | QueryFault | 'forbidden',
): void {
  const { language, path, csrf, client, leadsTo } = visit;
  const app = client.clientName ?? client.clientId;
  visit.show(patientScreen({ language, path, csrf, app, query, found, leadsTo }));
}

/** Undefined when the request has come to its end. */
async function choosing(parts: InteractionParts, visit: Visit): Promise<Asked | undefined> {
  const asked = await askedOf(parts, visit.interaction, visit.client);
  if (!isRefusal(asked)) return asked;
  await refuse(visit, asked);
  return undefined;
}

export async function searchPatients(parts: InteractionParts, visit: Visit): Promise<void> {
  const asked = await choosing(parts, visit);
  if (asked === undefined) return;
  const text = (name: keyof PatientQuery): string => field(visit.request, name).slice(0, 200);
  const query = { name: text('name'), birthDate: text('birthDate'), bsn: text('bsn') };
  askPatient(visit, query, await found(parts, asked, query));
}

async function found(
  { patients }: InteractionParts,
  { account }: Asked,
  query: PatientQuery,
): Promise<PatientList | QueryFault | 'forbidden'> {
  try {
    return await patients.find(account, query);
  } catch (error) {
    if (error instanceof FhirError && error.kind === 'forbidden') return 'forbidden';
    throw error;
  }
}

/** Only one that the person may see; the form could name any. */
export async function choosePatient(parts: InteractionParts, visit: Visit): Promise<void> {
  const asked = await choosing(parts, visit);
  if (asked === undefined) return;
  const id = field(visit.request, 'patient');
  const isId = /^[A-Za-z0-9\-.]{1,64}$/.test(id);
  if (
    !asked.needsPatient ||
    !isId ||
    (await parts.patients.read(asked.account, id)) === undefined
  ) {
    askPatient(visit);
    return;
  }
  const { request, response, provider, path } = visit;
  await provider.interactionResult(request, response, withPatient(id));
  response.set('Cache-Control', 'no-store').redirect(303, path);
}

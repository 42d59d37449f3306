/** Who can sign in to the demo, and with what app. None of it is there without DEMO=on. */
import type { PractitionerKey } from './facts/care-providers.js';
import { DEMO_PATIENTS } from './demo-data.js';
import { demoId } from './make/resource.js';

export const DEMO_PASSWORD = 'vuurtoren-demo';

export interface DemoAccount {
  readonly username: string;
  readonly name: string;
  readonly role: 'patient' | 'practitioner' | 'admin';
  readonly fhirUser?: string;
}

const [patient] = DEMO_PATIENTS;
/** The general practitioner of seven patients, and an internist in the care team of one of them. */
const GENERAL_PRACTITIONER: PractitionerKey = 'de-bruijn';
const INTERNIST: PractitionerKey = 'oosterhuis';

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  {
    username: 'henk',
    name: patient?.name ?? '',
    role: 'patient',
    fhirUser: `Patient/${patient?.id ?? ''}`,
  },
  {
    username: 'huisarts',
    name: 'H.M. de Bruijn',
    role: 'practitioner',
    fhirUser: `Practitioner/${demoId(GENERAL_PRACTITIONER)}`,
  },
  {
    username: 'dokter',
    name: 'J.P.A. Oosterhuis',
    role: 'practitioner',
    fhirUser: `Practitioner/${demoId(INTERNIST)}`,
  },
  { username: 'beheer', name: 'Beheerder van de demo', role: 'admin' },
];

/** `examples/patient-app` as it runs from the checkout. */
export const DEMO_CLIENT = {
  id: 'demo-app',
  name: 'Demo-app',
  type: 'public',
  redirectUris: ['http://127.0.0.1:8090/', 'http://localhost:8090/'],
  launchUri: 'http://127.0.0.1:8090/',
  scope:
    'openid fhirUser profile launch launch/patient offline_access online_access patient/*.rs user/*.rs',
} as const;

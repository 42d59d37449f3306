/** What `npm start` ends with. The last line is the contract's. */
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../demo/demo-access.js';
import { DEMO_PATIENTS } from '../demo/demo-data.js';
import { SAMPLE_MESSAGE } from '../demo/hl7-messages.js';

/** The port that `vuurtoren hl7 send` takes by itself. */
const USUAL_MLLP_PORT = 2575;

export interface BannerFacts {
  /** Base URL of the FHIR API on this machine. */
  readonly local: string;
  /** The public one, which apps name. */
  readonly base: string;
  readonly demo: boolean;
  /** The HL7 v2 listener; undefined when there is none. */
  readonly mllp: { readonly host: string; readonly port: number } | undefined;
  /** Reads the data of the first demo patient. */
  readonly token: string | undefined;
  /** False while AUTH is off. */
  readonly asksForTokens: boolean;
  /** True when the demo's provider takes part in MedMij. */
  readonly medmij: boolean;
}

export function banner(facts: BannerFacts): string {
  return [
    '',
    'Vuurtoren, a FHIR R4 server for Dutch healthcare',
    '',
    ...example(facts),
    ...(facts.demo && facts.asksForTokens ? signIns(facts) : []),
    ...(facts.mllp === undefined ? [] : messages(facts.mllp)),
    `ready: ${facts.local}`,
    '',
  ].join('\n');
}

function example({ local, demo, token }: BannerFacts): string[] {
  const [patient] = DEMO_PATIENTS;
  if (!demo || patient === undefined) return [`    curl '${local}/metadata?_pretty=true'`, ''];
  const url = `'${local}/Patient/${patient.id}?_pretty=true'`;
  return [
    `  a patient of the demo data (${patient.name}):`,
    token === undefined ? `    curl ${url}` : `    curl -H 'Authorization: Bearer ${token}' ${url}`,
    '',
  ];
}

/** The example app runs from the checkout only, and knows the usual address by itself. */
function signIns({ base, medmij }: BannerFacts): string[] {
  const names = DEMO_ACCOUNTS.map(({ username, role }) => `${username} (${role})`).join(', ');
  const setting = base === USUAL ? '' : `FHIR_BASE=${base} `;
  const own = base === USUAL ? '' : ` --base ${base}`;
  return [
    '  tokens for more: npx vuurtoren token --admin',
    `  an app to sign in to: ${setting}node examples/patient-app/server.mjs`,
    `    as ${names}; password ${DEMO_PASSWORD}`,
    ...(medmij ? [`  what a PGO gets through MedMij: npx vuurtoren medmij try${own}`] : []),
    '',
  ];
}

const USUAL = 'http://127.0.0.1:8080/fhir';
function messages({ host, port }: { readonly host: string; readonly port: number }): string[] {
  const setting = port === USUAL_MLLP_PORT ? '' : `MLLP_PORT=${port} `;
  return [
    `  HL7 v2 over MLLP at ${host}:${port}; a message, and what becomes of it:`,
    `    ${setting}npx vuurtoren hl7 send ${SAMPLE_MESSAGE}`,
    '',
  ];
}

/** What `npm start` ends with. The last line is the contract's. */
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../demo/demo-access.js';
import { DEMO_PATIENTS } from '../demo/demo-data.js';

export interface BannerFacts {
  /** Base URL of the FHIR API on this machine. */
  readonly local: string;
  readonly demo: boolean;
  /** Reads the data of the first demo patient. */
  readonly token: string | undefined;
  /** False while AUTH is off. */
  readonly asksForTokens: boolean;
}

export function banner(facts: BannerFacts): string {
  return [
    '',
    'Vuurtoren, a FHIR R4 server for Dutch healthcare',
    '',
    ...example(facts),
    ...(facts.demo && facts.asksForTokens ? signIns() : []),
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

function signIns(): string[] {
  const names = DEMO_ACCOUNTS.map(({ username, role }) => `${username} (${role})`).join(', ');
  return [
    '  tokens for more: npx vuurtoren token --admin',
    `  people who can sign in to apps: ${names}; password ${DEMO_PASSWORD}`,
    '',
  ];
}

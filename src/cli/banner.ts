/** What `npm start` ends with. The last line is the contract's. */
import { DEMO_PATIENTS } from '../demo/demo-data.js';
import { SAMPLE_MESSAGE } from '../demo/hl7-messages.js';

/** The port that `vuurtoren hl7 send` takes by itself. */
const USUAL_MLLP_PORT = 2575;

export function banner({
  local,
  demo,
  mllp,
}: {
  readonly local: string;
  readonly demo: boolean;
  /** The HL7 v2 listener; undefined when there is none. */
  readonly mllp: { readonly host: string; readonly port: number } | undefined;
}): string {
  const [patient] = DEMO_PATIENTS;
  const example =
    demo && patient !== undefined
      ? [
          `  a patient of the demo data (${patient.name}):`,
          `    curl '${local}/Patient/${patient.id}?_pretty=true'`,
          '',
        ]
      : [`    curl '${local}/metadata?_pretty=true'`, ''];
  return [
    '',
    'Vuurtoren, a FHIR R4 server for Dutch healthcare',
    '',
    ...example,
    ...(mllp === undefined ? [] : messages(mllp)),
    `ready: ${local}`,
    '',
  ].join('\n');
}

function messages({ host, port }: { readonly host: string; readonly port: number }): string[] {
  const setting = port === USUAL_MLLP_PORT ? '' : `MLLP_PORT=${port} `;
  return [
    `  HL7 v2 over MLLP at ${host}:${port}; a message, and what becomes of it:`,
    `    ${setting}npx vuurtoren hl7 send ${SAMPLE_MESSAGE}`,
    '',
  ];
}

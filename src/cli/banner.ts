/** What `npm start` ends with. The last line is the contract's. */
import { DEMO_PATIENTS } from '../demo/demo-data.js';

export function banner({
  local,
  demo,
}: {
  readonly local: string;
  readonly demo: boolean;
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
    `ready: ${local}`,
    '',
  ].join('\n');
}

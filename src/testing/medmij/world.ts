/**
 * What a PGO may come to see, of two patients. In everything, wherever a text can be, stand the numbers
 * of both of them, and of a third person whom nothing else is known of.
 */
import type { JsonObject } from '../../fhir/json.js';
import type { MedmijAccess } from '../../access/context.js';
import type { TestServer } from '../server.js';

export const BSN_SYSTEM = 'http://fhir.nl/fhir/NamingSystem/bsn';

/** Of Patient/anna, of Patient/bram, and of somebody else. */
export const ANNA = '999900468';
export const BRAM = '999900481';
export const OTHER = '999901084';

export function pgo(facts: Partial<MedmijAccess> = {}): MedmijAccess {
  return {
    kind: 'medmij',
    patient: 'anna',
    services: ['vaccinaties-2.0'],
    pgo: 'pgo.example',
    provider: 'huisarts',
    tokenId: 'token',
    ...facts,
  };
}

type Content = JsonObject & { resourceType: string; id: string };

export const ref = (reference: string): JsonObject => ({ reference });
const SNOMED = 'http://snomed.info/sct';
const concept = (code: string, system = SNOMED): JsonObject => ({
  coding: [{ system, code, display: code }],
});
const bsn = (value: string): JsonObject => ({ system: BSN_SYSTEM, value });
/** As people write it down. */
const story = (number: string): string =>
  `Bekend onder ${number}, ook ${number.slice(0, 4)}.${number.slice(4, 6)}.${number.slice(6)}.`;
const narrative = (number: string): JsonObject => ({
  status: 'additional',
  div: `<div xmlns="http://www.w3.org/1999/xhtml">Nummer ${number.slice(0, 3)}<b>${number.slice(3)}</b></div>`,
});

/** Elements that any of these resources may have, full of numbers. */
function laden(number: string): JsonObject {
  return {
    text: narrative(number),
    extension: [
      { url: 'http://example.org/identifier', valueIdentifier: bsn(number) },
      { url: 'http://example.org/text', valueString: story(number) },
      { url: 'http://example.org/integer', valueInteger: Number(ANNA) },
      {
        url: 'http://example.org/reference',
        valueReference: { identifier: bsn(number), type: 'Patient', display: `BSN ${number}` },
      },
      {
        url: 'http://example.org/link',
        valueUri: `http://x.example/Patient?identifier=${BSN_SYSTEM}|${number}`,
      },
    ],
    contained: [
      {
        resourceType: 'RelatedPerson',
        id: 'mother',
        identifier: [
          bsn(number),
          { value: number },
          { system: 'urn:oid:2.16.840.1.113883.2.4.6.3', value: number },
        ],
        patient: { identifier: bsn(number) },
        name: [{ text: `Moeder ${number}` }],
      },
    ],
  };
}

function recordOf(id: string, number: string): Content[] {
  const patient = ref(`Patient/${id}`);
  const medication = {
    status: 'active',
    intent: 'order',
    medicationReference: ref('Medication/pill'),
    subject: patient,
    requester: { reference: '#mother' },
    note: [{ text: story(OTHER) }],
    ...laden(number),
  };
  return [
    {
      resourceType: 'Patient',
      id,
      ...laden(number),
      identifier: [bsn(number), { system: 'http://ids.example', value: `nr-${id}` }],
      name: [{ text: `${id} van ${number}` }],
      birthDate: '1980-05-01',
    },
    {
      resourceType: 'Immunization',
      id: `prik-${id}`,
      ...laden(number),
      status: 'completed',
      vaccineCode: concept('871831003'),
      patient,
      occurrenceDateTime: '2026-01-01',
      lotNumber: `lot ${OTHER}`,
      doseQuantity: { value: 1.5, unit: 'ml' },
      performer: [{ actor: ref('Organization/ggd') }, { actor: { reference: '#mother' } }],
      location: ref('Location/gone'),
    },
    {
      resourceType: 'MedicationRequest',
      id: `ma-${id}`,
      category: [concept('33633005')],
      reasonReference: [ref(`Condition/reden-${id}`)],
      ...medication,
    },
    { resourceType: 'MedicationRequest', id: `zonder-${id}`, ...medication },
    {
      resourceType: 'Condition',
      id: `reden-${id}`,
      ...laden(number),
      code: concept('38341003'),
      subject: patient,
    },
    {
      resourceType: 'Condition',
      id: `geheim-${id}`,
      ...laden(number),
      code: concept('37739004'),
      subject: patient,
    },
    {
      resourceType: 'Flag',
      id: `vlag-${id}`,
      ...laden(number),
      status: 'active',
      category: [concept('350241000146102')],
      code: concept('1'),
      subject: patient,
    },
    {
      resourceType: 'Provenance',
      id: `herkomst-${id}`,
      ...laden(number),
      target: [ref(`Flag/vlag-${id}`)],
      recorded: '2026-01-01T12:00:00Z',
      agent: [{ who: { identifier: bsn(number) } }],
    },
    {
      resourceType: 'DocumentReference',
      id: `brief-${id}`,
      ...laden(number),
      status: 'current',
      subject: patient,
      description: story(number),
      content: [
        {
          attachment: {
            contentType: 'application/pdf',
            url: `Binary/pdf-${id}`,
            title: story(number),
          },
        },
      ],
    },
    {
      resourceType: 'Binary',
      id: `pdf-${id}`,
      contentType: 'application/pdf',
      data: Buffer.from('%PDF-1.4').toString('base64'),
    },
  ];
}

const COMMON: Content[] = [
  { resourceType: 'Organization', id: 'ggd', ...laden(OTHER), name: 'GGD' },
  { resourceType: 'Medication', id: 'pill', code: concept('387207008') },
];

/** Without checks: real data are not perfect either. */
export async function createMedmijWorld(server: TestServer): Promise<void> {
  const all = [...COMMON, ...recordOf('anna', ANNA), ...recordOf('bram', BRAM)];
  const entry = all.map((resource) => ({
    resource,
    request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
  }));
  const body = { resourceType: 'Bundle', type: 'transaction', entry };
  const answer = await server.send('POST', '/', { body });
  if (answer.status !== 200) throw new Error(answer.text);
}

/** The numbers that a text has in it, in any form. */
export function numbersIn(text: string): string[] {
  return [ANNA, BRAM, OTHER].filter((number) =>
    new RegExp(Array.from(number).join('(?:[ .-]|<[^>]*>)*')).test(text),
  );
}

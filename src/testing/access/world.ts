/**
 * Two records, of Patient/in and Patient/out, tied together in every way that a search can follow.
 * All that belongs to the second one carries a word that its reader alone may ever see.
 */
import type { JsonObject } from '../../fhir/json.js';
import type { TestServer } from '../server.js';
import { bundleOf } from './bundled.js';

/** In every resource that the caller may see. */
export const INSIDE = 'BINNENKANT';
/** In every resource that it may not see. */
export const OUTSIDE = 'BUITENKANT';

/** Ids end in the name of the record, so that a request can be about the other one, or about nothing. */
export const RECORDS = ['in', 'out'] as const;

type Content = JsonObject & { resourceType: string; id: string };

const ref = (reference: string): JsonObject => ({ reference });
const CODES = 'http://codes.example';
const concept = (code: string): JsonObject => ({ coding: [{ system: CODES, code }] });
const MOMENT = '2026-01-01T12:00:00Z';

/** What the record of one patient holds. @param word in all of it */
function recordOf(name: string, word: string): Content[] {
  const id = (kind: string): string => `${kind}-${name}`;
  const other = name === 'in' ? 'out' : 'in';
  const patient = ref(`Patient/${name}`);
  const identifier = (value: string): JsonObject[] => [{ system: 'http://ids.example', value }];
  const observation = (kind: string, content: JsonObject): Content => ({
    resourceType: 'Observation',
    id: id(kind),
    status: 'final',
    identifier: identifier(id(kind)),
    category: [concept('laboratory')],
    code: { ...concept(`code-${name}`), text: word },
    subject: patient,
    effectiveDateTime: MOMENT,
    valueString: word,
    ...content,
  });
  return [
    {
      resourceType: 'Patient',
      id: name,
      identifier: identifier(`patient-${name}`),
      name: [{ family: word }],
      birthDate: name === 'in' ? '1980-01-01' : '1990-01-01',
      managingOrganization: ref('Organization/hospital'),
      generalPractitioner: [ref('Practitioner/doctor')],
      // Each is linked to the other one.
      link: [{ other: ref(`Patient/${other}`), type: 'seealso' }],
      photo: [{ contentType: 'text/plain', url: `Binary/${id('photo')}` }],
    },
    {
      resourceType: 'Encounter',
      id: id('encounter'),
      status: 'finished',
      class: { code: 'AMB', display: word },
      subject: patient,
      participant: [{ individual: ref('Practitioner/doctor') }],
      serviceProvider: ref('Organization/hospital'),
    },
    observation('laboratory', {
      encounter: ref(`Encounter/${id('encounter')}`),
      performer: [ref('Practitioner/doctor')],
      device: ref(`Device/${id('device')}`),
      // The record of the other one is a step away.
      hasMember: [ref(`Observation/laboratory-${other}`)],
      focus: [ref(`Patient/${other}`)],
    }),
    observation('vital', { category: [concept('vital-signs')] }),
    {
      resourceType: 'Condition',
      id: id('condition'),
      code: { ...concept('secret'), text: word },
      subject: patient,
      asserter: ref('Practitioner/doctor'),
      evidence: [{ detail: [ref(`Observation/laboratory-${other}`)] }],
    },
    {
      resourceType: 'CareTeam',
      id: id('team'),
      name: word,
      status: 'active',
      subject: patient,
      participant: [{ member: ref(`Practitioner/nurse-${name}`) }],
    },
    {
      resourceType: 'List',
      id: id('list'),
      status: 'current',
      mode: 'working',
      title: word,
      subject: patient,
      entry: [
        { item: ref('Observation/laboratory-in') },
        { item: ref('Observation/laboratory-out') },
        { item: ref('Practitioner/doctor') },
      ],
    },
    {
      resourceType: 'Provenance',
      id: id('provenance'),
      target: [patient, ref(`Observation/${id('laboratory')}`)],
      recorded: MOMENT,
      agent: [{ who: { ...ref('Practitioner/doctor'), display: word } }],
    },
    {
      resourceType: 'DocumentReference',
      id: id('document'),
      status: 'current',
      description: word,
      subject: patient,
      content: [{ attachment: { contentType: 'text/plain', url: `Binary/${id('content')}` } }],
    },
    // In no compartment of R4, but about the patient.
    { resourceType: 'Device', id: id('device'), serialNumber: word, patient },
    {
      resourceType: 'Task',
      id: id('task'),
      status: 'requested',
      intent: 'order',
      description: word,
      for: patient,
    },
    binary(id('photo'), word, {}),
    binary(id('content'), word, {}),
    binary(id('sealed'), word, { securityContext: ref(`Condition/${id('condition')}`) }),
  ];
}

function binary(id: string, word: string, content: JsonObject): Content {
  const data = Buffer.from(word).toString('base64');
  return { resourceType: 'Binary', id, contentType: 'text/plain', data, ...content };
}

/** About nobody, and what belongs to neither record. */
const COMMON: Content[] = [
  { resourceType: 'Organization', id: 'hospital', name: `Hospital ${INSIDE}` },
  { resourceType: 'Practitioner', id: 'doctor', name: [{ family: INSIDE }] },
  { resourceType: 'Practitioner', id: 'nurse-in', name: [{ family: INSIDE }] },
  { resourceType: 'Practitioner', id: 'nurse-out', name: [{ family: INSIDE }] },
  { resourceType: 'Medication', id: 'pill', code: { text: INSIDE } },
  binary('orphan-out', OUTSIDE, {}),
  {
    resourceType: 'Bundle',
    id: 'bundle-out',
    type: 'collection',
    entry: [{ resource: { resourceType: 'Patient', name: [{ family: OUTSIDE }] } }],
  },
  {
    resourceType: 'Subscription',
    id: 'subscription-out',
    status: 'off',
    reason: OUTSIDE,
    criteria: 'Observation?subject=Patient/out',
    channel: { type: 'rest-hook' },
  },
  {
    resourceType: 'ValueSet',
    id: 'codes',
    url: 'http://codes.example/ValueSet/codes',
    status: 'active',
    description: INSIDE,
    compose: { include: [{ system: CODES, concept: [{ code: 'code-in' }] }] },
  },
];

/** Puts both records on the server, with versions that went from one to the other. */
export async function createWorld(server: TestServer): Promise<void> {
  const put = async (content: Content): Promise<void> => {
    const path = `/${content.resourceType}/${content.id}`;
    const answer = await server.send('PUT', path, { body: content });
    if (answer.status !== 200 && answer.status !== 201) {
      throw new Error(`${path}: ${answer.status} ${answer.text}`);
    }
  };
  const outside = recordOf('out', OUTSIDE);
  // All at once: the records refer to one another.
  const all = bundleOf(
    'transaction',
    [...COMMON, ...outside, ...recordOf('in', INSIDE)].map((content) => ({
      method: 'PUT',
      path: `/${content.resourceType}/${content.id}`,
      body: content,
    })),
  );
  const answer = await server.send('POST', '/', { body: all });
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  // What may not be seen has a version that nothing else has.
  for (let version = 2; version <= OUTSIDE_VERSION; version++) {
    for (const content of outside) await put(content);
  }
  for (const [id, from, to] of MOVED) {
    for (const [name, word] of [
      [from, from === 'in' ? INSIDE : OUTSIDE],
      [to, to === 'in' ? INSIDE : OUTSIDE],
    ] as const) {
      const [, , , , condition] = recordOf(name, word);
      await put({ ...condition, resourceType: 'Condition', id });
    }
  }
  await put({ ...DELETED, id: 'deleted-out' });
  await server.send('DELETE', '/Condition/deleted-out');
}

export const OUTSIDE_VERSION = 7;

/** Resources that were recorded for the wrong patient at first. */
const MOVED = [
  ['moved-in', 'out', 'in'],
  ['moved-out', 'in', 'out'],
] as const;

const DELETED: Content = {
  resourceType: 'Condition',
  id: '',
  code: { text: OUTSIDE },
  subject: { reference: 'Patient/out' },
};

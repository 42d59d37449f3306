/**
 * Every form of a request that writes, about one record: about another one than the caller's they
 * must be refused as if it were not there, and change nothing.
 */
import type { JsonObject, JsonValue } from '../../fhir/json.js';
import type { Sent } from './reading-forms.js';

export interface WritingForm {
  readonly name: string;
  readonly send: (record: string) => Sent;
  /** What it answers about a record that the caller can't see; by default a refusal. */
  readonly foreign?: 'creates its own' | 'does nothing';
}

type Content = JsonObject & { resourceType: string };

const ref = (reference: string): JsonObject => ({ reference });
const observation = (patient: string, content: JsonObject = {}): Content => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'written' },
  subject: ref(`Patient/${patient}`),
  ...content,
});
const own = (content: JsonObject = {}): Content => observation('in', content);
const JSON_PATCH = { 'Content-Type': 'application/json-patch+json' };
const change = (path: string, value: JsonValue): JsonObject[] => [{ op: 'replace', path, value }];
const fhirPathPatch = {
  resourceType: 'Parameters',
  parameter: [
    {
      name: 'operation',
      part: [
        { name: 'type', valueCode: 'replace' },
        { name: 'path', valueString: 'Observation.status' },
        { name: 'value', valueCode: 'amended' },
      ],
    },
  ],
};

const write = (
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Sent => ({ method, path, ...(body === undefined ? {} : { body }), headers });

const UPDATES: readonly WritingForm[] = [
  ...[{}, { 'If-Match': 'W/"7"' }, { 'If-Match': 'W/"1"' }, { 'If-None-Match': '*' }].map(
    (headers): WritingForm => ({
      name: `PUT ${JSON.stringify(headers)}`,
      send: (record) =>
        write(
          'PUT',
          `/Observation/laboratory-${record}`,
          own({ id: `laboratory-${record}` }),
          headers,
        ),
    }),
  ),
  {
    name: 'PUT of its own content',
    send: (record) =>
      write(
        'PUT',
        `/Observation/laboratory-${record}`,
        observation(record, { id: `laboratory-${record}` }),
      ),
  },
  {
    name: 'PUT of a patient',
    send: (record) => write('PUT', `/Patient/${record}`, { resourceType: 'Patient', id: record }),
  },
  {
    name: 'PUT of a Binary',
    send: (record) =>
      write('PUT', `/Binary/content-${record}`, {
        resourceType: 'Binary',
        id: `content-${record}`,
        contentType: 'text/plain',
        securityContext: ref('Patient/in'),
      }),
  },
  {
    name: 'PUT that moves an own resource there',
    send: (record) =>
      write('PUT', '/Observation/vital-in', observation(record, { id: 'vital-in' })),
  },
  {
    name: 'PATCH that moves an own resource there',
    send: (record) =>
      write(
        'PATCH',
        '/Observation/vital-in',
        change('/subject/reference', `Patient/${record}`),
        JSON_PATCH,
      ),
  },
];

const PATCHES: readonly WritingForm[] = [
  ...['final', 'registered'].map((status): WritingForm => ({
    name: `PATCH that tests whether it is ${status}`,
    send: (record) =>
      write(
        'PATCH',
        `/Observation/laboratory-${record}`,
        [{ op: 'test', path: '/status', value: status }],
        JSON_PATCH,
      ),
  })),
  {
    name: 'PATCH with If-Match',
    send: (record) =>
      write('PATCH', `/Observation/laboratory-${record}`, change('/status', 'amended'), {
        ...JSON_PATCH,
        'If-Match': 'W/"7"',
      }),
  },
  {
    name: 'FHIRPath Patch',
    send: (record) => write('PATCH', `/Observation/laboratory-${record}`, fhirPathPatch),
  },
];

const DELETIONS: readonly WritingForm[] = [
  ...[{}, { 'If-Match': 'W/"7"' }, { 'If-Match': 'W/"1"' }].map((headers): WritingForm => ({
    name: `DELETE ${JSON.stringify(headers)}`,
    send: (record) => write('DELETE', `/Observation/laboratory-${record}`, undefined, headers),
  })),
  { name: 'DELETE of a patient', send: (record) => write('DELETE', `/Patient/${record}`) },
  {
    name: 'DELETE of what was deleted',
    send: (record) => write('DELETE', `/Condition/deleted-${record}`),
  },
];

const CONDITIONAL: readonly WritingForm[] = [
  {
    name: 'POST with If-None-Exist',
    send: (record) =>
      write('POST', '/Observation', own(), {
        'If-None-Exist': `identifier=http://ids.example|laboratory-${record}`,
      }),
    foreign: 'creates its own',
  },
  {
    name: 'POST with If-None-Exist about the patient',
    send: (record) =>
      write('POST', '/Observation', own(), { 'If-None-Exist': `subject=Patient/${record}` }),
    foreign: 'creates its own',
  },
  {
    name: 'POST with If-None-Exist of a patient',
    send: (record) =>
      write(
        'POST',
        '/Patient',
        { resourceType: 'Patient' },
        {
          'If-None-Exist': `identifier=patient-${record}`,
        },
      ),
  },
  {
    name: 'conditional PUT',
    send: (record) => write('PUT', `/Observation?identifier=laboratory-${record}`, own()),
    foreign: 'creates its own',
  },
  {
    name: 'conditional PUT by _id',
    send: (record) =>
      write('PUT', `/Observation?_id=laboratory-${record}`, own({ id: `laboratory-${record}` })),
  },
  {
    name: 'conditional PUT with If-Match',
    send: (record) =>
      write('PUT', `/Observation?identifier=laboratory-${record}`, own(), { 'If-Match': 'W/"7"' }),
  },
  {
    name: 'conditional PUT by a chain',
    send: (record) =>
      write('PUT', `/Observation?subject:Patient.identifier=patient-${record}`, own()),
    foreign: 'creates its own',
  },
  {
    name: 'conditional PATCH',
    send: (record) =>
      write(
        'PATCH',
        `/Observation?identifier=laboratory-${record}`,
        change('/status', 'amended'),
        JSON_PATCH,
      ),
  },
  {
    name: 'conditional DELETE',
    send: (record) => write('DELETE', `/Observation?identifier=laboratory-${record}`),
    foreign: 'does nothing',
  },
  {
    name: 'a conditional reference',
    send: (record) =>
      write('POST', '/Observation', {
        ...own(),
        performer: [ref(`Patient?identifier=patient-${record}`)],
      }),
  },
];

const CREATES: readonly WritingForm[] = [
  ...['Observation', 'Condition', 'Task', 'Device'].map((type): WritingForm => ({
    name: `POST of a ${type} about another patient`,
    send: (record) => write('POST', `/${type}`, contentOf(type, record)),
  })),
  {
    name: 'POST of an own resource that another patient performed',
    send: (record) => write('POST', '/Observation', own({ performer: [ref(`Patient/${record}`)] })),
  },
  {
    name: 'POST of a care team that the user is in',
    send: (record) =>
      write('POST', '/CareTeam', {
        resourceType: 'CareTeam',
        status: 'active',
        subject: ref(`Patient/${record}`),
        participant: [{ member: ref('Practitioner/nurse-in') }],
      }),
  },
  {
    name: 'POST of a document whose content is there',
    send: (record) => write('POST', '/DocumentReference', documentOf(`Binary/content-${record}`)),
  },
  {
    name: 'POST of a document whose content is there, by a full URL',
    send: (record) =>
      write(
        'POST',
        '/DocumentReference',
        documentOf(`http://fhir.example/fhir/Binary/orphan-${record}`),
      ),
  },
  {
    name: 'POST of a Binary that belongs there',
    send: (record) =>
      write('POST', '/Binary', 'text', {
        'Content-Type': 'text/plain',
        'X-Security-Context': `Condition/condition-${record}`,
      }),
  },
];

function contentOf(type: string, record: string): Content {
  const patient = ref(`Patient/${record}`);
  switch (type) {
    case 'Condition':
      return { resourceType: 'Condition', subject: patient };
    case 'Task':
      return { resourceType: 'Task', status: 'requested', intent: 'order', for: patient };
    case 'Device':
      return { resourceType: 'Device', patient };
    default:
      return observation(record);
  }
}

function documentOf(url: string): Content {
  return {
    resourceType: 'DocumentReference',
    status: 'current',
    subject: ref('Patient/in'),
    content: [{ attachment: { contentType: 'text/plain', url } }],
  };
}

export const WRITING_FORMS: readonly WritingForm[] = [
  ...UPDATES,
  ...PATCHES,
  ...DELETIONS,
  ...CONDITIONAL,
  ...CREATES,
];

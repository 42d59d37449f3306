// Reference parameters: https://hl7.org/fhir/R4/search.html#reference
import { describe } from '@jest/globals';
import { searchTables } from '../testing/search/tables.js';

const BASE = 'http://fhir.example/fhir';
const S = 'http://s.example';

const about = (subject: object, more: object = {}) => ({
  status: 'final',
  code: { text: 'x' },
  subject,
  ...more,
});
const ref = (reference: string) => ({ reference });
const answers = (questionnaire: string) => ({ status: 'completed', questionnaire });

const { finds, refuses } = searchTables({
  Patient: {
    p1: { gender: 'female', managingOrganization: ref('Organization/1') },
    p10: { gender: 'male', managingOrganization: ref('http://other.example/fhir/Organization/1') },
    '1': { gender: 'unknown' },
  },
  Group: { '1': { type: 'person', actual: true } },
  Organization: {
    '1': { name: 'One' },
    child: { name: 'Child', partOf: ref('Organization/1') },
  },
  Observation: {
    patient: about(ref('Patient/1')),
    group: about(ref('Group/1')),
    other: about(ref('Patient/p1')),
    longer: about(ref('Patient/p10')),
    versioned: about(ref('Patient/p1/_history/1')),
    own: about(ref(`${BASE}/Patient/1`)),
    elsewhere: about(ref('http://other.example/fhir/Patient/1')),
    urn: about(ref('urn:uuid:0b2a8b0e-5d2c-4c4e-9b0c-1f0f1f6d9c11')),
    logical: about({ type: 'Patient', identifier: { system: S, value: '1' }, display: 'One' }),
    bare: about({ identifier: { value: '1' } }),
    both: about({ ...ref('Patient/p1'), identifier: { system: S, value: 'p|1' } }),
    absent: about(ref('Patient/never')),
    none: { status: 'final', code: { text: 'x' } },
    display: about({ display: 'Somebody' }),
    performed: about(ref('Patient/p10'), {
      performer: [ref('Patient/1'), ref('Organization/1'), ref('Practitioner/1')],
    }),
  },
  QuestionnaireResponse: {
    plain: answers('http://q.example/Questionnaire/a'),
    first: answers('http://q.example/Questionnaire/a|1'),
    second: answers('http://q.example/Questionnaire/a|2.0'),
    beside: answers('http://q.example/Questionnaire/ab'),
    unasked: { status: 'completed' },
  },
});

describe('an id, with and without a type', () => {
  finds('Observation', [
    ['subject=1', 'patient group own'],
    ['subject=Patient/1', 'patient own'],
    ['subject=Group/1', 'group'],
    ['subject:Patient=1', 'patient own'],
    ['subject:Group=1', 'group'],
    ['subject:Patient=Patient/1', 'patient own'],
    ['subject=p1', 'other versioned both'],
    ['subject=Patient/p1', 'other versioned both'],
    ['subject=Patient/p', ''],
    ['subject=Patient/p10', 'longer performed'],
    ['subject=Patient/P1', ''],
    ['subject=Patient/never', 'absent'],
    ['subject=Patient/nobody', ''],
    ['subject=Patient/1,Group/1', 'patient own group'],
    ['subject=Patient/1,p10', 'patient own longer performed'],
    ['subject=Patient/p1&subject=Patient/1', ''],
    ['patient=1', 'patient own'],
    ['patient=Patient/1', 'patient own'],
    ['patient:Patient=p1', 'other versioned both'],
    ['performer=1', 'performed'],
    ['performer=Organization/1', 'performed'],
    ['performer=Practitioner/1&performer=Patient/1', 'performed'],
    ['performer=Patient/p10', ''],
  ]);
  refuses('Observation', [
    'subject=',
    'subject=Patient/',
    'subject=/Patient/1',
    'subject=Nonsense/1',
    'subject=a b',
    'subject:Patient=Group/1',
    'subject:Organization=1',
    'subject:Nonsense=1',
    'patient=Group/1',
    'patient:Group=1',
  ]);
});

describe('absolute and versioned', () => {
  finds('Observation', [
    [`subject=${BASE}/Patient/1`, 'patient own'],
    [`subject=${BASE}/Patient/1/_history/7`, 'patient own'],
    [`patient=${BASE}/Patient/p1`, 'other versioned both'],
    ['subject=http://other.example/fhir/Patient/1', 'elsewhere'],
    ['subject=http://other.example/fhir/Patient/2', ''],
    ['subject=HTTP://other.example/fhir/Patient/1', ''],
    ['subject=Patient/p1/_history/1', 'other versioned both'],
    ['subject=urn:uuid:0b2a8b0e-5d2c-4c4e-9b0c-1f0f1f6d9c11', 'urn'],
    ['subject=http://other.example/fhir/Patient/1,Group/1', 'elsewhere group'],
  ]);
  finds('Patient', [
    ['organization=Organization/1', 'p1'],
    ['organization=http://other.example/fhir/Organization/1', 'p10'],
  ]);
});

describe(':identifier', () => {
  finds('Observation', [
    [`subject:identifier=${S}|1`, 'logical'],
    ['subject:identifier=1', 'logical bare'],
    ['subject:identifier=|1', 'bare'],
    [`subject:identifier=${S}|p\\|1`, 'both'],
    [`subject:identifier=${S}|2`, ''],
    ['subject:identifier=http://other.example|1', ''],
    [`subject:identifier=${S}|2,|1`, 'bare'],
    [`patient:identifier=${S}|1`, 'logical'],
  ]);
  refuses('Observation', [`subject:identifier=${S}|`, 'subject:identifier=a|b|c']);
});

describe(':missing', () => {
  finds('Observation', [
    ['subject:missing=true', 'none display'],
    ['performer:missing=false', 'performed'],
    ['subject:missing=false&performer:missing=false', 'performed'],
    // Only references to patients count for `patient`.
    ['patient:missing=false', 'patient other longer versioned own both absent performed'],
    ['patient:missing=true', 'group elsewhere urn logical bare none display'],
  ]);
  finds('Patient', [['organization:missing=true', '1']]);
});

describe('canonicals', () => {
  finds('QuestionnaireResponse', [
    ['questionnaire=http://q.example/Questionnaire/a', 'plain first second'],
    ['questionnaire=http://q.example/Questionnaire/a|1', 'first'],
    ['questionnaire=http://q.example/Questionnaire/a|2.0', 'second'],
    ['questionnaire=http://q.example/Questionnaire/a|2', ''],
    ['questionnaire=http://q.example/Questionnaire/ab', 'beside'],
    ['questionnaire=http://q.example/questionnaire/a', ''],
    [
      'questionnaire=http://q.example/Questionnaire/a|1,http://q.example/Questionnaire/ab',
      'first beside',
    ],
    ['questionnaire:missing=true', 'unasked'],
  ]);
  refuses('QuestionnaireResponse', ['questionnaire=|1', 'questionnaire=http://q.example/a|']);
});

describe('chains and reverse chains along each form', () => {
  finds('Observation', [
    ['subject:Patient.gender=female', 'other versioned both'],
    ['subject.gender=unknown', 'patient own'],
    ['patient.gender=male', 'longer performed'],
    ['patient.organization.name=one', 'other versioned both'],
    ['patient.gender:not=female', 'patient own longer performed'],
    ['subject:Group.type=person', 'group'],
    ['subject._id=1', 'patient group own'],
    ['performer:Organization.name=one', 'performed'],
    ['performer.name=one', 'performed'],
    ['patient._has:Observation:performer:status=final', 'patient own'],
  ]);
  finds('Patient', [
    ['_has:Observation:subject:status=final', '1 p1 p10'],
    ['_has:Observation:patient:performer:missing=false', 'p10'],
    ['_has:Observation:performer:_id=performed', '1'],
    ['_has:Observation:subject:_id=elsewhere', ''],
    ['organization.name=one', 'p1'],
  ]);
  finds('Organization', [
    ['_has:Patient:organization:gender=female', '1'],
    ['_has:Patient:organization:_has:Observation:patient:_id=both', '1'],
    ['_has:Patient:organization:_has:Observation:patient:_id=longer', ''],
    ['partof.name=one', 'child'],
    ['partof=1', 'child'],
  ]);
});

describe('what references do not take', () => {
  refuses('Observation', [
    'subject:not=1',
    'subject:exact=1',
    'subject:contains=1',
    'subject:in=1',
  ]);
});

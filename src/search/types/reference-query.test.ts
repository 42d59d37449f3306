// https://hl7.org/fhir/R4/search.html#reference
import { describe } from '@jest/globals';
import { cases, refused } from '../../testing/search/cases.js';

describe('references', () => {
  cases(
    {
      resourceType: 'Observation',
      status: 'final',
      code: { text: 'x' },
      subject: { reference: 'Patient/1', identifier: { system: 'http://bsn', value: '123' } },
      performer: [
        { reference: 'https://elsewhere.example/fhir/Practitioner/2' },
        { identifier: { value: 'agb' } },
        { reference: 'urn:uuid:0b8ee7a1-79d6-4d7c-8a45-0d8f5e0a2b11' },
      ],
      encounter: { reference: 'https://fhir.example/fhir/Encounter/3/_history/4' },
    },
    [
      'subject=Patient/1',
      'subject=1',
      'subject=Group/1,Patient/1',
      'subject=Patient/1/_history/7',
      'subject=https://fhir.example/fhir/Patient/1',
      'subject:Patient=1',
      'subject:Patient=Patient/1',
      'patient=1',
      'patient=Patient/1',
      'subject:identifier=123',
      'subject:identifier=http://bsn|123',
      'performer:identifier=|agb',
      'performer=https://elsewhere.example/fhir/Practitioner/2',
      'performer=Practitioner/7,https://elsewhere.example/fhir/Practitioner/2',
      'performer=urn:uuid:0b8ee7a1-79d6-4d7c-8a45-0d8f5e0a2b11',
      'encounter=3',
      'patient:missing=false',
      'subject:missing=false',
      'specimen:missing=true',
      'device:missing=true',
    ],
    [
      'subject=Patient/2',
      'subject=Group/1',
      'subject:Group=1',
      'subject=https://elsewhere.example/fhir/Patient/1',
      'subject:identifier=http://other|123',
      'subject:identifier=|123',
      'performer=Practitioner/2',
      'performer=2',
      'patient:missing=true',
      'specimen:missing=false',
    ],
  );
  refused('Observation', [
    'subject=#p',
    'subject=Nonsense/1',
    'subject=Patient?name=x',
    'subject=a b',
    'subject:Group=Patient/1',
    'subject:Medication=1',
    'subject:Nonsense=1',
    'patient=Group/1',
    'subject:identifier=http://bsn|',
    'subject:above=1',
    'subject:missing=1',
  ]);
});

describe('references that are limited to a type', () => {
  cases(
    {
      resourceType: 'Flag',
      status: 'active',
      code: { text: 'x' },
      subject: { reference: 'Group/1' },
    },
    ['subject=1', 'subject:missing=false', 'patient:missing=true'],
    ['patient=1', 'patient:missing=false', 'subject:missing=true'],
  );
});

describe('canonicals', () => {
  cases(
    {
      resourceType: 'QuestionnaireResponse',
      status: 'completed',
      questionnaire: 'http://q.example/Questionnaire/a|1.0',
      meta: {
        profile: ['http://p.example/sd/x|2', 'http://p.example/sd/y'],
        source: 'http://app/1',
      },
    },
    [
      'questionnaire=http://q.example/Questionnaire/a',
      'questionnaire=http://q.example/Questionnaire/a|1.0',
      'questionnaire=http://q.example/Questionnaire/a\\|1.0',
      'questionnaire=x,http://q.example/Questionnaire/a',
      'questionnaire:missing=false',
      '_profile=http://p.example/sd/y',
      '_profile=http://p.example/sd/x',
      '_profile=http://p.example/sd/x|2',
      '_profile:below=http://p.example/sd',
      '_profile:below=http://p.example/sd/y',
      '_profile:above=http://p.example/sd/y/z',
      '_source=http://app/1',
      '_source:below=http://app/',
    ],
    [
      'questionnaire=http://q.example/Questionnaire/a|1.1',
      'questionnaire=http://q.example/Questionnaire',
      '_profile=http://p.example/sd/y|1',
      '_profile=http://p.example/sd',
      '_profile:below=http://p.example/s',
      '_profile:above=http://p.example/sd/yz',
    ],
  );
  refused('QuestionnaireResponse', [
    'questionnaire=|1.0',
    'questionnaire=http://q.example/a|',
    'questionnaire:identifier=x',
    'questionnaire:below=http://q.example',
  ]);
});

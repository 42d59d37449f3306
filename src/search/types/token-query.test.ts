// https://hl7.org/fhir/R4/search.html#token
import { describe } from '@jest/globals';
import { cases, refused } from '../../testing/search/cases.js';

const LOINC = 'http://loinc.org';

describe('tokens: codes', () => {
  cases(
    {
      resourceType: 'Observation',
      status: 'final',
      code: {
        text: 'Systolic pressure',
        coding: [
          { system: LOINC, code: '8480-6', display: 'Systolic blood pressure' },
          { code: 'local|1' },
        ],
      },
      category: [{ coding: [{ system: 'http://s' }] }],
      meta: { tag: [{ system: 'http://t', code: 'a,b' }] },
    },
    [
      'code=8480-6',
      `code=${LOINC}|8480-6`,
      `code=${LOINC}|`,
      'code=|local\\|1',
      'code=local\\|1',
      'code=x,8480-6',
      'category=http://s|',
      'status=final',
      'status=http://hl7.org/fhir/observation-status|final',
      'status=http://hl7.org/fhir/observation-status|',
      'status=http://wrong|final,final',
      'status:not=http://wrong|final',
      'status:not=|final',
      'status:in=http://example.org/ValueSet/statuses',
      '_tag=a\\,b',
      '_tag=http://t|a\\,b',
      'code:not=x',
      'code:not=x,y',
      'method:not=x',
      'code:text=systolic b',
      'code:text=SYSTOLIC PRESS',
      'code:in=http://example.org/ValueSet/pressure',
      'method:not-in=http://example.org/ValueSet/pressure',
      'combo-code=8480-6',
      'code:missing=false',
      'method:missing=true',
      'status:missing=false',
    ],
    [
      'code=8480',
      'code=8480-7',
      'code=|8480-6',
      'code=http://other|8480-6',
      'code=http://other|',
      `code=${LOINC}|local\\|1`,
      'status=Final',
      // A code has the system of its binding: another is wrong, and so is none.
      'status=http://wrong|final',
      'status=http://hl7.org/fhir/request-status|final',
      'status=|final',
      'status=http://wrong|',
      'status:not=http://hl7.org/fhir/observation-status|final',
      'status:in=http://example.org/ValueSet/other-statuses',
      'status:not-in=http://example.org/ValueSet/statuses',
      'code:not=8480-6',
      'code:not=x,8480-6',
      'code:text=blood',
      'category:in=http://example.org/ValueSet/pressure',
      'code:not-in=http://example.org/ValueSet/pressure',
      'code:missing=true',
      'method:missing=false',
      'status:missing=true',
    ],
  );
  refused('Observation', [
    'code=',
    'code=a,',
    'code=|',
    'code=a|b|c',
    'code=a\0',
    'code:exact=x',
    'code:of-type=a|b|c',
    'code:in=http://example.org/ValueSet/none',
    'status:text=x',
    'code:missing=yes',
    'code:missing=true,false',
  ]);
});

describe('tokens: identifiers, addresses, booleans', () => {
  const long = 'x'.repeat(2000);
  cases(
    {
      resourceType: 'Patient',
      active: true,
      deceasedBoolean: false,
      identifier: [
        {
          system: 'http://bsn',
          value: '123',
          type: { text: 'Citizen', coding: [{ system: 'http://t', code: 'NI' }] },
        },
        { value: '9' },
        { value: long },
      ],
      telecom: [
        { system: 'email', value: 'Jan@Example.ORG' },
        { system: 'phone', value: '06-1' },
      ],
    },
    [
      'identifier=123',
      'identifier=http://bsn|123',
      'identifier=|9',
      'identifier=http://bsn|',
      'identifier=nobody,http://bsn|123',
      `identifier=${long}`,
      'identifier:of-type=http://t|NI|123',
      'identifier:text=citi',
      'identifier:not=http://bsn|124',
      'email=JAN@example.org',
      'telecom=06-1',
      'active=true',
      'deceased=false',
      'deceased=|false',
      'gender:missing=true',
    ],
    [
      'identifier=12',
      'identifier=|123',
      'identifier=http://other|123',
      'identifier=http://other|',
      `identifier=${'x'.repeat(1999)}`,
      'identifier:of-type=http://t|NI|124',
      'identifier:of-type=http://t|XX|123',
      'identifier:not=123',
      'email=06-1',
      'active=false',
      'deceased=true',
      'deceased=http://s|false',
    ],
  );
  refused('Patient', [
    'identifier:of-type=NI|123',
    'identifier:of-type=http://t||123',
    'identifier:in=http://example.org/ValueSet/pressure',
    'telecom=http://s|06-1',
    'phone=|06-1',
    'email=http://s|',
    'active=|true',
    'active=http://hl7.org/fhir/special-values|true',
    'active:of-type=a|b|c',
  ]);
});

describe('tokens: codes whose system is not in the resource', () => {
  const TASK = 'http://hl7.org/fhir/task-intent';
  const REQUEST = 'http://hl7.org/fhir/request-intent';
  // The binding of Task.intent has codes of two systems.
  cases(
    { resourceType: 'Task', status: 'draft', intent: 'unknown' },
    ['intent=unknown', `intent=${TASK}|unknown`, `intent=${TASK}|`, `intent=${REQUEST}|x,unknown`],
    [
      `intent=${REQUEST}|unknown`,
      'intent=|unknown',
      `intent=${REQUEST}|`,
      `intent=${REQUEST}|order`,
      'intent=http://wrong|',
    ],
  );
  cases(
    { resourceType: 'Task', status: 'draft', intent: 'order' },
    [`intent=${REQUEST}|order`, `intent=${REQUEST}|`],
    [`intent=${TASK}|order`, `intent=${TASK}|`],
  );
  // All languages, MIME types and the like can't be listed, but are of one system.
  cases(
    {
      resourceType: 'DocumentReference',
      status: 'current',
      content: [{ attachment: { contentType: 'text/plain', language: 'nl-NL' } }],
    },
    [
      'contenttype=text/plain',
      'contenttype=urn:ietf:bcp:13|text/plain',
      'contenttype=urn:ietf:bcp:13|',
      'language=urn:ietf:bcp:47|nl-NL',
    ],
    ['contenttype=urn:ietf:bcp:47|text/plain', 'language=urn:ietf:bcp:47|nl', 'language=|nl-NL'],
  );
  // Nothing says what the system of an operation's name is.
  const operation = { name: 'X', status: 'draft', kind: 'operation', code: 'x' };
  cases(
    { resourceType: 'OperationDefinition', ...operation },
    ['code=x', 'code=|x', 'status=http://hl7.org/fhir/publication-status|draft'],
    ['code=y', 'code=|y'],
  );
  refused('OperationDefinition', [
    'code=http://s|x',
    'code=http://s|',
    'code:in=http://example.org/ValueSet/statuses',
  ]);
});

describe('tokens: hierarchies', () => {
  const H = 'http://h.example';
  cases(
    { resourceType: 'Observation', status: 'final', code: { coding: [{ system: H, code: 'b' }] } },
    [
      `code:below=${H}|a`,
      `code:below=${H}|b`,
      `code:below=${H}|c,${H}|a`,
      `code:above=${H}|c`,
      `code:above=${H}|b`,
      `combo-code:below=${H}|a`,
      // The binding of a code says of which system it is.
      'status:below=any',
      'status:below=http://hl7.org/fhir/observation-status|any',
      'status:above=final',
    ],
    [`code:below=${H}|c`, `code:above=${H}|a`, `method:below=${H}|a`, 'status:below=http://x|any'],
  );
  refused('Observation', [
    'code:below=a',
    'code:below=|a',
    `code:below=${H}|`,
    `code:below=${H}|unknown`,
    'code:above=http://unknown|a',
    'status:below=unknown',
    'identifier:below=http://x|1',
    'value-string:below=x',
  ]);
  refused('Patient', ['active:below=true', 'telecom:above=x']);
});

// https://hl7.org/fhir/R4/search.html#mimetype
describe('tokens: MIME types', () => {
  cases(
    {
      resourceType: 'DocumentReference',
      status: 'current',
      content: [
        { attachment: { contentType: 'Text/XML; charset=UTF-8' } },
        { attachment: { contentType: 'image/png' } },
      ],
    },
    [
      'contenttype:below=text/xml',
      'contenttype:below=TEXT/xml;q=1',
      'contenttype:below=urn:ietf:bcp:13|text/xml',
      'contenttype:below=text/plain,image/png',
      'contenttype:above=image/png;q=1',
      'contenttype=Text/XML; charset=UTF-8',
    ],
    [
      'contenttype=text/xml',
      'contenttype:below=text',
      'contenttype:below=text/x',
      'contenttype:below=http://s.example|text/xml',
      'contenttype:above=text/xml',
    ],
  );
  refused('DocumentReference', ['contenttype:below=urn:ietf:bcp:13|']);
});

// "If the underlying data type is string then the search is not case sensitive."
describe('tokens: texts', () => {
  cases(
    { resourceType: 'CodeSystem', status: 'draft', content: 'complete', version: '1.0-Beta' },
    ['version=1.0-Beta', 'version=1.0-BETA', 'version=|1.0-beta', 'version:not=1.0'],
    ['version=1.0', 'version:not=1.0-beta'],
  );
  refused('CodeSystem', ['version=http://s|1.0-beta']);
});

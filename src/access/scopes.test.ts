// https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html
import fc from 'fast-check';
import { parseScopes, PERMISSIONS, printScopes, type ParsedScopes } from './scopes.js';

const TYPES = new Set(['Patient', 'Observation', 'Condition', 'MolecularSequence']);
const VOCABULARY = { isResourceType: (name: string) => TYPES.has(name) };

function parse(text: string): ParsedScopes {
  return parseScopes(text, VOCABULARY);
}

function permissions(text: string): string {
  const { resources, rejected } = parse(text);
  expect(rejected).toEqual([]);
  expect(resources).toHaveLength(1);
  return PERMISSIONS.filter((letter) => resources[0]?.permissions.has(letter)).join('');
}

describe('scopes for resources', () => {
  test.each([
    ['patient/Observation.read', 'rs'],
    ['patient/Observation.write', 'cud'],
    ['patient/Observation.*', 'cruds'],
    ['user/*.*', 'cruds'],
    ['patient/Observation.cruds', 'cruds'],
    ['patient/Observation.rs', 'rs'],
    ['system/Observation.s', 's'],
    ['user/Observation.cud', 'cud'],
    ['patient/*.r', 'r'],
  ])('%s gives %s', (text, letters) => {
    expect(permissions(text)).toBe(letters);
  });

  test('have a level and a type', () => {
    expect(parse('system/MolecularSequence.rs').resources).toMatchObject([
      { level: 'system', type: 'MolecularSequence' },
    ]);
  });

  test('have a filter whose parameters must all hold', () => {
    const text =
      'patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory,survey&status=final';
    expect(parse(text).resources[0]?.filter).toEqual([
      ['category', 'http://terminology.hl7.org/CodeSystem/observation-category|laboratory,survey'],
      ['status', 'final'],
    ]);
    expect(printScopes(parse(text))).toBe(text);
  });

  test('may have the filter encoded', () => {
    const encoded = 'patient/Observation.rs?category=http%3A%2F%2Fx%7Claboratory%2Csurvey';
    expect(printScopes(parse(encoded))).toBe(
      'patient/Observation.rs?category=http://x|laboratory,survey',
    );
  });

  test.each([
    'patient/Observation.dus',
    'patient/Observation.rc',
    'patient/Observation.Rs',
    'patient/Observation.rr',
    'patient/Observation.',
    'patient/Observation',
    'patient/Observation.reads',
    'patient/Observation.read.write',
    'patient/observation.rs',
    'patient/Nonsense.rs',
    'patient/Obs*.rs',
    'patient/.rs',
    'Patient/Observation.rs',
    'practitioner/Observation.rs',
    'patient/Observation.rs?',
    'patient/Observation.rs?category',
    'patient/Observation.rs?category=',
    'patient/Observation.rs?category=a,,b',
    'patient/Observation.rs?category=,',
    'patient/Observation.rs?category=%',
    'patient/Observation.rs?category=%00',
    'patient/Observation.rs?category=%FF',
    'patient/Observation.rs?category:not=x',
    'patient/Observation.rs?subject.name=x',
    'patient/Observation.rs?_has:Provenance:target:agent=x',
    'patient/Observation.rs?_filter=x',
    'patient/Observation.rs?_count=1',
    'patient/Observation.rs?_include=Observation:subject',
    'patient/Observation.rs?_text=x',
    'patient/Observation.rs?_list=x',
    'patient/Observation.rs?_type=x',
    `patient/Observation.rs?code=${'x'.repeat(600)}`,
    `patient/Observation.rs?${'code=x&'.repeat(11)}`,
    'patient/Observation.rs?code="x"',
    'patient/Observation.rs\tpatient/Condition.rs',
    'patient/Observation.rs\n',
  ])('%j is not granted', (text) => {
    const { resources, others, rejected } = parse(text);
    expect(resources).toEqual([]);
    expect(others.size).toBe(0);
    expect(rejected).toHaveLength(1);
  });
});

test.each([
  'openid',
  'fhirUser',
  'profile',
  'launch',
  'launch/patient',
  'launch/encounter',
  'launch/imagingstudy',
  'launch/list?role=https://example.org/role',
  'offline_access',
  'online_access',
])('%s is known', (text) => {
  expect(parse(text)).toMatchObject({ others: new Set([text]), rejected: [] });
});

test.each(['nonsense', 'OPENID', 'launch/', 'launch/Patient', '__proto__', 'constructor'])(
  '%s is not known',
  (text) => {
    expect(parse(text)).toMatchObject({ resources: [], rejected: [{ text }] });
  },
);

test('scopes that the server adds are known', () => {
  const vocabulary = { ...VOCABULARY, others: new Set(['admin']) };
  expect(parseScopes('admin', vocabulary).others).toEqual(new Set(['admin']));
});

test('each scope counts once', () => {
  expect(parse('openid patient/*.rs  openid patient/*.rs')).toMatchObject({
    resources: [{ type: '*' }],
    others: new Set(['openid']),
  });
});

test('too many scopes are none', () => {
  const many = Array.from({ length: 201 }, (_, at) => `patient/Observation.rs?code=${at}`);
  expect(parse(many.join(' '))).toMatchObject({ resources: [], rejected: [{ text: '' }] });
  expect(parse('x'.repeat(9000))).toMatchObject({ resources: [], rejected: [{ text: '' }] });
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        ...['patient', 'user', '/', '*', 'Observation', '.', 'read', 'write', 'c', 'r', 's', 'd'],
        ...['?', 'code', '=', '&', ',', '|', '\\', '%2C', '%', '+', ' ', ':', 'openid', 'é'],
      ),
    )
    .map((parts) => parts.join('')),
);

describe('any text', () => {
  test('is granted, or reported', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { resources, others, rejected } = parse(text);
        const asked = new Set(text.split(' ').filter((one) => one !== ''));
        expect(resources.length + others.size + rejected.length).toBeLessThanOrEqual(asked.size);
        for (const one of rejected) expect(asked).toContain(one.text);
      }),
    );
  });

  test('means the same when it is printed and parsed again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const parsed = parse(text);
        const again = parse(printScopes(parsed));
        expect(again).toEqual({ ...parsed, rejected: [] });
        expect(printScopes(again)).toBe(printScopes(parsed));
      }),
    );
  });
});

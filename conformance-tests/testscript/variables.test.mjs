// https://hl7.org/fhir/R4/testscript-definitions.html#TestScript.variable
import { Content } from './content.mjs';
import { prepareConversion } from './convert.mjs';
import { asText, escapeFor, Variables } from './variables.mjs';

const PATIENT = { resourceType: 'Patient', id: 'p', name: [{ family: "d'Ancona" }] };
const source = {
  content: new Content(JSON.stringify(PATIENT)),
  headers: new Headers({ Location: 'http://x/Patient/p' }),
};

function variables(declared, { set, sources = { kept: source } } = {}) {
  return new Variables(declared, {
    set,
    date: '2026-11-22',
    sourceOf: (id) => sources[id ?? 'last'],
  });
}

beforeAll(prepareConversion);

test.each([
  [{ defaultValue: 'x' }, 'x'],
  [{ expression: 'Patient.name.family', sourceId: 'kept' }, "d'Ancona"],
  [{ path: '$.name[0].family', sourceId: 'kept' }, "d'Ancona"],
  [{ path: '/fhir:Patient/fhir:id/@value', sourceId: 'kept' }, 'p'],
  [{ headerField: 'location', sourceId: 'kept' }, 'http://x/Patient/p'],
  [{ expression: 'Patient.gender', sourceId: 'kept', defaultValue: 'none' }, 'none'],
  [{ expression: 'Patient.id', sourceId: 'not there yet', defaultValue: 'later' }, 'later'],
  [{ headerField: 'etag', sourceId: 'kept' }, undefined],
  [{ expression: 'Patient.id' }, undefined],
])('%j is %j', (declared, expected) => {
  expect(variables([{ name: 'v', ...declared }]).value('v')).toBe(expected);
});

test('without a sourceId the last response is looked at', () => {
  const declared = [{ name: 'v', expression: 'Patient.id' }];
  expect(variables(declared, { sources: { last: source } }).fill('Patient/${v}')).toBe('Patient/p');
});

test('a value from outside goes before all', () => {
  const declared = [{ name: 'v', defaultValue: 'x' }];
  expect(variables(declared, { set: { v: 'y', w: 'z' } }).fill('${v}${w}')).toBe('yz');
});

test('a default may name other variables, and keeps its UUID', () => {
  const all = variables([
    { name: 'T', defaultValue: '${CURRENTDATE}' },
    { name: 'session', defaultValue: '${UUID}' },
    { name: 'both', defaultValue: '${DATE, T, D, -1}/${session}' },
  ]);
  expect(all.fill('${T}')).toBe('2026-11-22');
  expect(all.fill('${session}')).toMatch(/^[0-9a-f-]{36}$/);
  expect(all.fill('${session}')).toBe(all.fill('${session}'));
  expect(all.fill('${both}')).toBe(`2026-11-21/${all.fill('${session}')}`);
});

test('UUIDs are new wherever they stand', () => {
  const [one, other, urn] = variables([]).fill('${UUID} ${UUID} ${UUID-ST}').split(' ');
  expect(one).not.toBe(other);
  expect(urn).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
});

test('T is the date of the test, also where no variable has that name', () => {
  expect(variables([]).fill('${DATE, T, Y, -1}')).toBe('2025-11-22');
});

test('what has no value is told in a script and stays in a body', () => {
  expect(() => variables([]).fill('${nothing}')).toThrow('nothing has no value');
  expect(variables([]).fillBody('${nothing} ${CURRENTDATE}')).toBe('${nothing} 2026-11-22');
});

test('a variable that is defined by itself is told', () => {
  const declared = [
    { name: 'a', defaultValue: '${b}' },
    { name: 'b', defaultValue: '${a}' },
  ];
  expect(() => variables(declared).value('a')).toThrow('defined by itself');
});

test.each([
  ['json', 'a"b\\', 'a\\"b\\\\'],
  ['xml', '<a & "b">', '&#60;a &#38; &#34;b&#34;&#62;'],
  ['other', '"', '"'],
])('in %s the value %s is %s', (format, value, expected) => {
  const all = variables([], { set: { v: value } });
  expect(all.fillBody('${v}', escapeFor(format))).toBe(expected);
});

test.each([
  [true, 'true'],
  [1.5, '1.5'],
  ['x', 'x'],
  [{ a: 1 }, '{"a":1}'],
])('%j as text is %s', (value, expected) => {
  expect(asText(value)).toBe(expected);
});

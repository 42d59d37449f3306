// Tokens by hierarchies and value sets: https://hl7.org/fhir/R4/search.html#token
import { describe, expect, test } from '@jest/globals';
import { put, searchTables } from '../testing/search/tables.js';

const S = 'http://cs.example/animals';
const PART = 'http://cs.example/part';
const ACT = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const VS = 'http://vs.example';

const coded = (...coding: object[]) => ({ status: 'final', code: { coding } });
const property = (code: string, valueCode: string) => ({ code, valueCode });
const codeSystem = (url: string, more: object) => ({
  url,
  status: 'active',
  content: 'complete',
  ...more,
});
const valueSet = (name: string, ...include: object[]) => ({
  url: `${VS}/${name}`,
  status: 'active',
  compose: { include },
});
const under = (code: string) => ({
  system: S,
  filter: [{ property: 'concept', op: 'is-a', value: code }],
});

const { server, finds, refuses } = searchTables({
  CodeSystem: {
    animals: codeSystem(S, {
      concept: [
        {
          code: 'animal',
          concept: [{ code: 'mammal', concept: [{ code: 'dog' }, { code: 'cat' }] }],
        },
        { code: 'pet' },
        { code: 'goldfish', property: [property('parent', 'animal'), property('parent', 'pet')] },
        { code: 'stone' },
      ],
    }),
    part: codeSystem(PART, { content: 'fragment', concept: [{ code: 'x' }] }),
    old: codeSystem('http://cs.example/versions', {
      version: '1',
      concept: [{ code: 'top', concept: [{ code: 'one' }] }],
    }),
    new: codeSystem('http://cs.example/versions', {
      version: '2',
      concept: [{ code: 'top', concept: [{ code: 'two' }] }],
    }),
  },
  ValueSet: {
    mammals: valueSet('mammals', under('mammal')),
    everything: valueSet('everything', { system: S }),
    imported: valueSet('imported', { valueSet: [`${VS}/mammals`, `${VS}/everything`] }),
    'needs-unknown': valueSet('needs-unknown', { system: 'http://snomed.info/sct' }),
    'needs-part': valueSet('needs-part', { system: PART }),
    inpatient: valueSet('inpatient', {
      system: ACT,
      filter: [{ property: 'concept', op: 'is-a', value: 'IMP' }],
    }),
    old: valueSet('old', { system: 'http://cs.example/versions', version: '1' }),
    latest: valueSet('latest', { system: 'http://cs.example/versions' }),
    lost: valueSet('lost', { valueSet: [`${VS}/nobody`] }),
    self: valueSet('self', { valueSet: [`${VS}/self`] }),
  },
  Observation: {
    animal: coded({ system: S, code: 'animal' }),
    mammal: coded({ system: S, code: 'mammal' }),
    dog: coded({ system: S, code: 'dog' }),
    fish: coded({ system: S, code: 'goldfish' }),
    pet: coded({ system: S, code: 'pet' }),
    stone: coded({ system: S, code: 'stone' }),
    both: coded({ system: S, code: 'stone' }, { system: S, code: 'cat' }),
    // The same word of another system, or of none, is another code.
    other: coded({ system: 'http://other.example', code: 'dog' }),
    bare: coded({ code: 'dog' }),
    text: { status: 'final', code: { text: 'dog' } },
    none: {
      status: 'registered',
      code: { coding: [{ system: 'http://cs.example/versions', code: 'one' }] },
      method: { coding: [{ system: S, code: 'dog' }] },
    },
  },
  Encounter: {
    inpatient: { status: 'finished', class: { system: ACT, code: 'IMP' } },
    acute: { status: 'finished', class: { system: ACT, code: 'ACUTE' } },
    ambulatory: { status: 'finished', class: { system: ACT, code: 'AMB' } },
  },
  DocumentReference: {
    xml: { status: 'current', content: [{ attachment: { contentType: 'text/xml' } }] },
    utf8: {
      status: 'current',
      content: [{ attachment: { contentType: 'text/xml; charset=UTF-8' } }],
    },
    xmlish: { status: 'current', content: [{ attachment: { contentType: 'text/xml-dtd' } }] },
    none: { status: 'current', content: [{ attachment: { title: 'x' } }] },
  },
});

const OTHERS = 'other bare text none';

describe(':below', () => {
  finds('Observation', [
    [`code:below=${S}|animal`, 'animal mammal dog fish both'],
    [`code:below=${S}|mammal`, 'mammal dog both'],
    [`code:below=${S}|dog`, 'dog'],
    [`code:below=${S}|pet`, 'pet fish'],
    [`code:below=${S}|stone,${S}|mammal`, 'stone both mammal dog'],
    [`code:below=${S}|mammal&code=stone`, 'both'],
    [`combo-code:below=${S}|mammal`, 'mammal dog both'],
    [`method:below=${S}|mammal`, 'none'],
    // The last of several versions that is active.
    ['code:below=http://cs.example/versions|top', ''],
  ]);
  finds('Encounter', [
    [`class:below=${ACT}|IMP`, 'inpatient acute'],
    [`class:below=${ACT}|_ActEncounterCode`, 'inpatient acute ambulatory'],
    [`class:below=${ACT}|ACUTE`, 'acute'],
  ]);
  refuses('Observation', [
    'code:below=dog',
    'code:below=|dog',
    `code:below=${S}|`,
    `code:below=${S}|unicorn`,
    'code:below=http://snomed.info/sct|1',
    `code:below=${PART}|x`,
    'identifier:below=http://x|1',
  ]);
});

describe(':above', () => {
  finds('Observation', [
    [`code:above=${S}|dog`, 'animal mammal dog'],
    [`code:above=${S}|goldfish`, 'animal pet fish'],
    [`code:above=${S}|animal`, 'animal'],
    [`code:above=${S}|stone`, 'stone both'],
  ]);
  finds('Encounter', [[`class:above=${ACT}|ACUTE`, 'inpatient acute']]);
});

describe('MIME types', () => {
  finds('DocumentReference', [
    ['contenttype=text/xml', 'xml'],
    ['contenttype:below=text/xml', 'xml utf8'],
    ['contenttype:below=Text/XML', 'xml utf8'],
    ['contenttype:below=text/xml; charset=UTF-8', 'xml utf8'],
    ['contenttype:below=text/xml-dtd', 'xmlish'],
    ['contenttype:above=text/xml; charset=UTF-8', 'xml utf8'],
    ['contenttype:above=text/xml', 'xml'],
  ]);
});

describe(':in and :not-in', () => {
  finds('Observation', [
    [`code:in=${VS}/mammals`, 'mammal dog both'],
    [`code:in=ValueSet/mammals`, 'mammal dog both'],
    [`code:in=${VS}/everything`, 'animal mammal dog fish pet stone both'],
    [`code:in=${VS}/imported`, 'mammal dog both'],
    [`code:in=${S}?fhir_vs=isa/pet`, 'pet fish'],
    [`code:in=${VS}/old`, 'none'],
    [`code:in=${VS}/latest`, ''],
    // None of the codes is in the value set, so what has no code is found too.
    [`code:not-in=${VS}/mammals`, `animal fish pet stone ${OTHERS}`],
    [`code:not-in=${VS}/everything`, OTHERS],
    [`method:not-in=${VS}/mammals`, 'animal mammal dog fish pet stone both other bare text'],
    [`method:not-in=${VS}/mammals&method:missing=false`, ''],
    // Value sets of R4, also those that nothing is bound to.
    ['status:in=http://hl7.org/fhir/ValueSet/observation-status&method:missing=false', 'none'],
    ['status:in=http://hl7.org/fhir/ValueSet/request-status', ''],
  ]);
  finds('Encounter', [
    [
      'class:in=http://terminology.hl7.org/ValueSet/v3-ActEncounterCode',
      'inpatient acute ambulatory',
    ],
    // Of a stored value set and a code system of R4.
    [`class:in=${VS}/inpatient`, 'inpatient acute'],
    [`class:not-in=${VS}/inpatient`, 'ambulatory'],
  ]);
  refuses('Observation', [
    `code:in=${VS}/needs-unknown`,
    `code:not-in=${VS}/needs-unknown`,
    `code:in=${VS}/needs-part`,
    `code:in=${VS}/lost`,
    `code:in=${VS}/self`,
    'code:in=http://hl7.org/fhir/ValueSet/condition-code',
    'code:in=http://snomed.info/sct?fhir_vs=isa/1',
  ]);
});

describe('what is lacking is named', () => {
  const lacking = async (search: string): Promise<string> => {
    const answer = await server().send('GET', `/Observation?${search}`);
    expect(answer.status).toBe(400);
    return answer.text;
  };

  test.each([
    ['code:below=http://snomed.info/sct%7C404684003', 'code system http://snomed.info/sct is not'],
    ['code:in=http://vs.example/needs-unknown', 'code system http://snomed.info/sct is not'],
    ['code:in=http://vs.example/lost', 'value set http://vs.example/nobody is not'],
    [
      'code:in=http://vs.example/needs-part',
      `code system ${PART} is not known to this server in full`,
    ],
  ])('%s', async (search, message) => {
    expect(await lacking(search)).toContain(message);
  });

  test('unless it is no URI, and might be anything', async () => {
    expect(await lacking('code:below=999911120%7Cx')).not.toContain('999911120');
  });

  test('in chains and filters too', async () => {
    const answer = await server().send(
      'GET',
      '/DiagnosticReport?result.code:below=http://snomed.info/sct%7C1',
    );
    expect([answer.status, answer.text.includes('http://snomed.info/sct')]).toEqual([400, true]);
  });
});

test('a code system counts as it is when the search comes', async () => {
  const search = async () => {
    const answer = await server().send('GET', '/Observation?code:below=http://late.example%7Ca');
    return answer.status;
  };
  expect(await search()).toBe(400);
  const content = codeSystem('http://late.example', { concept: [{ code: 'a' }] });
  await put(server(), 'CodeSystem', 'late', content);
  expect(await search()).toBe(200);
  await server().send('DELETE', '/CodeSystem/late');
  expect(await search()).toBe(400);
});

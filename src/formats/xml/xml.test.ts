// https://hl7.org/fhir/R4/xml.html
import { describe, expect, test } from '@jest/globals';
import type { JsonValue } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { DEFINITIONS } from '../../testing/definitions.js';
import { corpusFiles, hasCorpus } from '../../testing/shared-data.js';
import { parseJsonResource } from '../json/parse.js';
import { parseXmlResource } from './parse.js';
import { writeXml } from './write.js';

const parse = (text: string): Resource => parseXmlResource(text, DEFINITIONS);
const write = (resource: Resource, pretty = false): string =>
  writeXml(resource, DEFINITIONS, pretty);
const patient = (inner: string) => `<Patient xmlns="http://hl7.org/fhir">${inner}</Patient>`;

/** The same tree with its members in alphabetical order. */
function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name] ?? null)]));
}

describe('a resource', () => {
  const resource = parseJsonResource(`{
    "resourceType": "Observation", "id": "o1", "meta": {"versionId": "1", "profile": ["http://p"]},
    "text": {"status": "generated", "div": "<div xmlns=\\"http://www.w3.org/1999/xhtml\\"><b title='x'>a&amp;b</b><br/></div>"},
    "contained": [{"resourceType": "Patient", "id": "p", "active": true}],
    "extension": [{"url": "http://e?a=1&b=2", "valueQuantity": {"value": 6.10}}],
    "status": "final", "_status": {"id": "s"},
    "code": {"coding": [{"code": "a\\"<>&'\\t\\n\\r"}]},
    "note": [{"text": "one"}, {"_text": {"extension": [{"url": "http://x", "valueCode": "y"}]}}],
    "valueQuantity": {"value": 1.00}, "interpretation": [{"text": "i", "_text": {"id": "t"}}]
  }`);

  test('becomes XML and again itself', () => {
    expect(sorted(parse(write(resource)))).toEqual(sorted(resource));
    expect(sorted(parse(write(resource, true)))).toEqual(sorted(resource));
  });

  test('has its elements in the order of the specification, whatever that of the tree', () => {
    const turned = Object.fromEntries(Object.entries(resource).reverse()) as Resource;
    expect(write(turned)).toBe(write(resource));
  });

  test('has lists of primitives with gaps as JSON does', () => {
    const text = patient(
      '<name><given><extension url="http://x"><valueCode value="y"/></extension></given><given value="a"/><given id="g" value="b"/></name>',
    );
    expect(parse(text)).toMatchObject({
      name: [
        {
          given: [null, 'a', 'b'],
          _given: [{ extension: [{ url: 'http://x', valueCode: 'y' }] }, null, { id: 'g' }],
        },
      ],
    });
    expect(write(parse(text))).toContain(text.slice(patient('').indexOf('>') + 1, -10));
  });
});

describe('narrative', () => {
  const div =
    '<div xmlns="http://www.w3.org/1999/xhtml"> <p>a &#169; b</p><img src=\'#x\' alt="&lt;"></img></div>';

  test('is taken over as it stands', () => {
    const text = patient(`<text><status value="generated"/>${div}</text>`);
    expect(parse(text)['text']).toEqual({ status: 'generated', div });
    expect(write(parse(text))).toContain(div);
  });

  test('of JSON may have named characters, which XML does not know', () => {
    const resource = {
      resourceType: 'Patient',
      text: {
        status: 'generated',
        div: '<div xmlns="http://www.w3.org/1999/xhtml">a&nbsp;&euro;&amp;</div>',
      },
    };
    expect(write(resource)).toContain('a\u00a0€&amp;</div>');
  });

  test('must bring its own namespace', () => {
    const text =
      '<Patient xmlns="http://hl7.org/fhir" xmlns:h="http://www.w3.org/1999/xhtml"><text><status value="generated"/><h:div>x</h:div></text></Patient>';
    expect(() => parse(text)).toThrow('default namespace');
  });
});

describe('the reader', () => {
  test('accepts prefixes, comments, schema locations and an XML declaration', () => {
    const text =
      '<?xml version="1.0"?><!-- a --><f:Patient xmlns:f="http://hl7.org/fhir" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="x y">' +
      '<!-- b --><f:active value="true"/> </f:Patient>';
    expect(parse(text)).toEqual({ resourceType: 'Patient', active: true });
  });

  test.each([
    [patient('<active value="true"/><nonsense/>'), 'Unknown element <nonsense> in Patient'],
    [patient('<contained><active value="true"/></contained>'), 'no resource type active'],
    [patient('<contained/>'), 'holds no resource'],
    [patient('<contained><Basic/><Basic/></contained>'), 'more than one resource'],
    [
      patient('<active value="true"><nonsense/></active>'),
      'Unknown element <nonsense> in Patient.active',
    ],
    [patient('<active value="true" lang="x"/>'), 'Unknown attribute lang'],
    [patient('<name><family value="a"/><text value="b"/></name>'), 'too late'],
    ['<Nonsense xmlns="http://hl7.org/fhir"/>', 'no resource type Nonsense'],
    ['<a xmlns="http://hl7.org/fhir">'.repeat(200), 'no resource type'],
    [patient('<extension url="u">'.repeat(200)), 'deeper than 100'],
    ['<Patient xmlns="http://hl7.org/fhir"/><Patient/>', 'well-formed'],
    [patient('&nbsp;'), 'well-formed'],
    ['', 'well-formed'],
  ])('refuses %s', (text, message) => {
    expect(() => parse(text)).toThrow(message);
  });

  test('says in which line', () => {
    expect(() => parse(patient('\n<active value="true"/>\n<nonsense/>'))).toThrow(
      /\(line 3, column \d+\)/,
    );
  });
});

(hasCorpus('nl') ? describe : describe.skip)('the Dutch corpus', () => {
  // The only one: collected[x] stands there twice, with two types.
  const WRONG = 'lab/Specimen-nl-core-LTR-Specimen-lab-335.json';

  test.each(
    corpusFiles('nl')
      .filter(({ name }) => name !== WRONG)
      .map(({ name, text }) => [name, text]),
  )('%s becomes XML and again itself', (_, text) => {
    const resource = parseJsonResource(text);
    expect(sorted(parse(write(resource)))).toEqual(sorted(resource));
  });
});

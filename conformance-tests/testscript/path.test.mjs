// XPath and JSONPath of variables and assertions, over both formats
import { Content } from './content.mjs';
import { prepareConversion } from './convert.mjs';
import { valuesAtPath } from './path.mjs';

const BUNDLE = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    {
      resource: {
        resourceType: 'Patient',
        id: 'a',
        identifier: [
          { system: 'urn:x', value: '1' },
          { system: 'urn:y', value: '2' },
        ],
      },
    },
    { resource: { resourceType: 'Patient', id: 'b', active: true } },
  ],
};
const json = new Content(JSON.stringify(BUNDLE));

beforeAll(prepareConversion);

test.each([
  ['$.type', ['collection']],
  ['$.entry[1].resource.id', ['b']],
  ['$.entry[-1].resource.id', ['b']],
  ["$['entry'][0]['resource']['id']", ['a']],
  ['$.entry[*].resource.id', ['a', 'b']],
  ['$..id', ['a', 'b']],
  ["$..identifier[?(@.system == 'urn:y')].value", ['2']],
  ['$.entry[?(@.resource.active)].resource.id', ['b']],
  ['$.entry[?(@.resource.active == true)].resource.id', ['b']],
  ['$.entry[7].resource', []],
  ['$.nothing.at.all', []],
])('%s', (path, expected) => {
  expect(valuesAtPath(json, path)).toEqual(expected);
});

const XML_CASES = [
  ['/f:Bundle/f:type/@value', ['collection']],
  ['fhir:Bundle/fhir:type', ['collection']],
  ['//f:Patient/f:id/@value', ['a', 'b']],
  ['//identifier[2]/value/@value', ['2']],
  ['//f:entry[last()]/f:resource/f:Patient/f:id/@value', ['b']],
  ["//f:identifier[f:system/@value='urn:y']/f:value/@value", ['2']],
  ['//f:Patient[f:active]/f:id/@value', ['b']],
  ['/Bundle/*/resource/Patient/id/@value', ['a', 'b']],
  ['count(//f:Patient)', [2]],
  ['//f:nothing', []],
];

test.each(XML_CASES)('%s over JSON', (path, expected) => {
  expect(valuesAtPath(json, path)).toEqual(expected);
});

test.each(XML_CASES)('%s over XML', (path, expected) => {
  const text =
    '<Bundle xmlns="http://hl7.org/fhir"><type value="collection"/>' +
    '<entry><resource><Patient><id value="a"/><identifier><system value="urn:x"/><value value="1"/></identifier>' +
    '<identifier><system value="urn:y"/><value value="2"/></identifier></Patient></resource></entry>' +
    '<entry><resource><Patient><id value="b"/><active value="true"/></Patient></resource></entry></Bundle>';
  expect(valuesAtPath(new Content(text), path)).toEqual(expected);
});

test.each([
  '$.a[',
  '$.entry[?(@.x > 1)]',
  '/f:Bundle/following::f:x',
  '//f:Patient[position() < 2]',
])('%s is more than is understood', (path) => {
  expect(() => valuesAtPath(json, path)).toThrow('not understood');
});

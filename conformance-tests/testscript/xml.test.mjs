// https://hl7.org/fhir/R4/xml.html read into what https://hl7.org/fhir/R4/json.html says
import { resourceOfXml } from './xml.mjs';

const inPatient = (xml) =>
  `<?xml version="1.0"?><Patient xmlns="http://hl7.org/fhir">${xml}</Patient>`;

test.each([
  ['a text', '<id value="p"/>', { id: 'p' }],
  ['a boolean', '<active value="true"/>', { active: true }],
  ['a number', '<multipleBirthInteger value="2"/>', { multipleBirthInteger: 2 }],
  ['an element that repeats', '<name><family value="X"/></name>', { name: [{ family: 'X' }] }],
  [
    'several of one element',
    '<name><given value="A"/><given value="B"/></name>',
    { name: [{ given: ['A', 'B'] }] },
  ],
  [
    'an extension of a primitive',
    '<birthDate value="2020-01-01"><extension url="u"><valueString value="x"/></extension></birthDate>',
    { birthDate: '2020-01-01', _birthDate: { extension: [{ url: 'u', valueString: 'x' }] } },
  ],
  [
    'extensions of some of several primitives',
    '<name><given value="A"/><given id="i"/><given value="C"/></name>',
    { name: [{ given: ['A', null, 'C'], _given: [null, { id: 'i' }, null] }] },
  ],
  [
    'a contained resource',
    '<contained><Organization><id value="o"/><active value="false"/></Organization></contained>',
    { contained: [{ resourceType: 'Organization', id: 'o', active: false }] },
  ],
  [
    'narrative as it stands',
    '<text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p>a &amp; <b>b</b></p></div></text>',
    {
      text: {
        status: 'generated',
        div: '<div xmlns="http://www.w3.org/1999/xhtml"><p>a &amp; <b>b</b></p></div>',
      },
    },
  ],
  ['an attribute of another namespace', '<id x:value="q" xmlns:x="urn:x" value="p"/>', { id: 'p' }],
  ['an element of a later version', '<later value="yes"/>', { later: 'yes' }],
])('%s', (_, xml, expected) => {
  expect(resourceOfXml(inPatient(xml))).toEqual({ resourceType: 'Patient', ...expected });
});

test('parts that are defined elsewhere have their types', () => {
  const item = (inner) => `<item><linkId value="1"/><required value="true"/>${inner}</item>`;
  const xml = `<Questionnaire xmlns="http://hl7.org/fhir">${item(item(''))}</Questionnaire>`;
  const one = { linkId: '1', required: true };
  expect(resourceOfXml(xml)).toEqual({
    resourceType: 'Questionnaire',
    item: [{ ...one, item: [one] }],
  });
});

test('a TestScript in XML is what it is in JSON', () => {
  const xml =
    '<TestScript xmlns="http://hl7.org/fhir"><profile id="p" value="http://x"/><test><action><operation><type><code value="read"/></type>' +
    '<encodeRequestUrl value="false"/></operation></action><action><assert><operator value="in"/>' +
    '<responseCode value="200,201"/><stopTestOnFail value="true"/><warningOnly value="true"/></assert>' +
    '</action></test></TestScript>';
  expect(resourceOfXml(xml)).toEqual({
    resourceType: 'TestScript',
    profile: [{ id: 'p', value: 'http://x' }],
    test: [
      {
        action: [
          { operation: { type: { code: 'read' }, encodeRequestUrl: false } },
          {
            assert: {
              operator: 'in',
              responseCode: '200,201',
              stopTestOnFail: 'true',
              warningOnly: true,
            },
          },
        ],
      },
    ],
  });
});

test.each([
  ['not well-formed', inPatient('<a>')],
  [
    'with a document type',
    '<!DOCTYPE Patient [<!ENTITY a "b">]><Patient xmlns="http://hl7.org/fhir"/>',
  ],
  ['of another namespace', '<Patient/>'],
  ['too deep', inPatient('<a>'.repeat(300) + '</a>'.repeat(300))],
])('%s', (_, xml) => {
  expect(() => resourceOfXml(xml)).toThrow();
});

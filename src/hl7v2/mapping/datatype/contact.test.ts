// HL7 v2.8, 2A.2.86 (XAD), 2A.2.92 (XTN); nl-core-AddressInformation, nl-core-ContactInformation
import { objectsAt, stringAt, type JsonObject } from '../../../fhir/json.js';
import { rulesOf, siteOf, valueOf } from '../../../testing/hl7v2/message-of.js';
import { xad } from './xad.js';
import { xtn } from './xtn.js';

const addressOf = (text: string): JsonObject => xad(valueOf(text), siteOf()) ?? {};

function linePartsOf(address: JsonObject): Record<string, string> {
  return Object.fromEntries(
    objectsAt(address, '_line').flatMap((line) =>
      objectsAt(line, 'extension').map((one) => [
        (stringAt(one, 'url') ?? '').replace(/^.*ADXP-/, ''),
        stringAt(one, 'valueString') ?? '',
      ]),
    ),
  );
}

describe('an address', () => {
  test.each([
    [
      'Schoonstraat 38 a&Schoonstraat&38^a^AMSTERDAM^^1040AB^NL^H',
      ['Schoonstraat 38 a'],
      { streetName: 'Schoonstraat', houseNumber: '38', buildingNumberSuffix: 'a' },
    ],
    [
      'Plein 1944 9&Plein 1944&9^^Nijmegen^^6511ST^NL^H',
      ['Plein 1944 9'],
      { streetName: 'Plein 1944', houseNumber: '9' },
    ],
    ['Plein 1944 9^^Nijmegen', ['Plein 1944 9'], {}],
    ['Kerkweg 8&Kerkweg^^Amersfoort', ['Kerkweg 8'], {}],
    ['Postbus 12^t.a.v. afdeling X^Zeist', ['Postbus 12', 't.a.v. afdeling X'], {}],
  ])('%s', (text, line, parts) => {
    const address = addressOf(text);
    expect(address['line']).toEqual(line);
    expect(linePartsOf(address)).toEqual(parts);
  });

  test.each([
    ['1040AB', 'NL', '1040 AB'],
    ['1040 ab', '', '1040 AB'],
    ['1040', 'BE', '1040'],
    ['1040AB', 'BE', '1040AB'],
    ['SW1A 1AA', 'GB', 'SW1A 1AA'],
  ])('postal code %s of %j is %s', (code, country, expected) => {
    expect(addressOf(`Kade 1^^X^^${code}^${country}`)['postalCode']).toBe(expected);
  });

  test.each([
    ['H', { use: 'home' }, 'HP'],
    ['L', { use: 'home' }, 'HP'],
    ['M', { type: 'postal' }, 'PST'],
    ['B', { use: 'work' }, 'WP'],
    ['C', { use: 'temp' }, 'TMP'],
    ['V', { use: 'temp' }, 'HV'],
    ['BA', { use: 'old' }, undefined],
  ])('type %s', (type, expected, zib) => {
    const { use, type: kind, extension } = addressOf(`Kade 1^^X^^^^${type}`);
    expect({
      ...(use !== undefined && { use }),
      ...(kind !== undefined && { type: kind }),
    }).toEqual(expected);
    expect(JSON.stringify(extension ?? [])).toContain(zib ?? '');
  });

  test('the country has its ISO code beside it; a name stays a name', () => {
    expect(addressOf('Kade 1^^X^^^nl')).toMatchObject({
      country: 'NL',
      _country: {
        extension: [
          { valueCodeableConcept: { coding: [{ system: 'urn:iso:std:iso:3166', code: 'NL' }] } },
        ],
      },
    });
    expect(addressOf('Kade 1^^X^^^Nederland')).not.toHaveProperty('_country');
  });

  test('an unknown type is reported and the address kept', () => {
    const site = siteOf();
    expect(xad(valueOf('Kade 1^^X^^^^ZZ'), site)).toMatchObject({ city: 'X' });
    expect(rulesOf(site)).toEqual(['address-type-unknown']);
  });

  test('from when to when', () => {
    expect(addressOf('Kade 1^^X^^^^H^^^^^20200101&20211231')['period']).toEqual({
      start: '2020-01-01',
      end: '2021-12-31',
    });
    expect(addressOf('Kade 1^^X^^^^H^^^^^^20200101')['period']).toEqual({ start: '2020-01-01' });
  });
});

describe('a telephone number or electronic address', () => {
  test.each([
    ['030-2505891^PRN^PH', { system: 'phone', value: '030-2505891', use: 'home' }],
    ['06-13153233^PRN^CP', { system: 'phone', value: '06-13153233', use: 'home' }],
    // The Dutch habit for a mobile number; nl-core has no use for it but home, work and temp.
    ['0612341234^ORN^CP', { system: 'phone', value: '0612341234' }],
    ['030-1111111^WPN^FX', { system: 'fax', value: '030-1111111', use: 'work' }],
    ['030-1111111^VHN^PH', { system: 'phone', value: '030-1111111', use: 'temp' }],
    ['^NET^Internet^x@y.example', { system: 'email', value: 'x@y.example' }],
    ['x@y.example^PRN^PH', { system: 'email', value: 'x@y.example' }],
    ['^WPN^Internet^x@y.example', { system: 'email', value: 'x@y.example', use: 'work' }],
    // Malformed variants that are met.
    ['020-5551234_^NET^Internet^', { system: 'phone', value: '020-5551234_' }],
    ['^PRN^PH^^31^30^2505891', { system: 'phone', value: '+31 30 2505891', use: 'home' }],
    ['^PRN^PH^^^030^2505891^12', { system: 'phone', value: '030 2505891 x12', use: 'home' }],
    ['^PRN^PH^^^^^^^^^+31302505891', { system: 'phone', value: '+31302505891', use: 'home' }],
  ])('%s', (text, expected) => {
    expect({ ...xtn(valueOf(text), siteOf()), _system: undefined }).toEqual(expected);
  });

  test.each([
    ['06-13153233^PRN^PH', 'MC'],
    ['+31 6 13153233^PRN^PH', 'MC'],
    ['030-2505891^PRN^PH', 'LL'],
    ['030-2505891^PRN^FX', 'FAX'],
    ['030-2505891^PRN^BP', 'PG'],
    ['030-2505891^PRN', undefined],
  ])('the kind of %s is %s', (text, code) => {
    expect(JSON.stringify(xtn(valueOf(text), siteOf()))).toContain(code ?? 'phone');
    if (code === undefined) expect(xtn(valueOf(text), siteOf())).not.toHaveProperty('_system');
  });

  test.each(['\\T\\^PRN^PH', '-^PRN^PH', '^PRN^PH'])('%s is none, and reported', (text) => {
    const site = siteOf();
    expect(xtn(valueOf(text), site)).toBeUndefined();
    expect(rulesOf(site)).toEqual(['telecom-invalid']);
  });

  test('the field says the use when the value does not', () => {
    expect(xtn(valueOf('030-2505891'), siteOf(), 'work')).toMatchObject({ use: 'work' });
  });
});

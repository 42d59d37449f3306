// HL7 v2.8, 2A.2.14 (CX), 2A.2.25 (EI), 2A.2.33 (HD)
import { rulesOf, siteOf, valueOf } from '../../../testing/hl7v2/message-of.js';
import { cx, ei, eip } from './identifier.js';

const BSN = 'http://fhir.nl/fhir/NamingSystem/bsn';

describe('the system of a number', () => {
  test.each([
    ['999900468^^^NLMINBIZA^NNNLD', BSN],
    ['999900468^^^nlminbiza^NNNLD', BSN],
    ['999900468^^^&2.16.840.1.113883.2.4.6.3&ISO', BSN],
    ['999900468^^^^NNNLD', BSN],
    ['NW1234567^^^NLMINBIZA^PPN', 'http://hl7.org/fhir/sid/passport-NLD'],
    ['3311^^^VEKTIS^UZOVI', 'http://fhir.nl/fhir/NamingSystem/uzovi'],
    ['01012345^^^VEKTIS', 'http://fhir.nl/fhir/NamingSystem/agb-z'],
    ['1^^^&1.2.3.4&ISO', 'urn:oid:1.2.3.4'],
    ['1^^^LAB&1.2.3.4&ISO', 'urn:oid:1.2.3.4'],
    ['1^^^&https://lab.example/numbers&URI', 'https://lab.example/numbers'],
    ['1^^^&lab.example&DNS', 'http://lab.example'],
    [
      '1^^^&8E2C1D50-9B40-4C2E-8D7E-0A1B2C3D4E5F&UUID',
      'urn:uuid:8e2c1d50-9b40-4c2e-8d7e-0a1b2c3d4e5f',
    ],
    ['1^^^OLZ^PI', 'urn:hl7v2:OLZ:OLZ'],
    ['1^^^A B/C^PI', 'urn:hl7v2:OLZ:A%20B%2FC'],
    // Numbers of another kind are not those of patients, even of the same authority.
    ['1^^^OLZ^DL', 'urn:hl7v2:OLZ:OLZ:DL'],
    ['1^^^^PI', 'urn:hl7v2:OLZ:patient'],
    ['1', 'urn:hl7v2:OLZ:patient'],
  ])('%s', (text, system) => {
    expect(cx(valueOf(text), siteOf(), 'patient')?.system).toBe(system);
  });

  test('the settings come first: by authority and type, authority, OID, and kind', () => {
    const site = siteOf({
      identifierSystems: {
        'OLZ^VN': 'https://olz.example/visit',
        OLZ: 'https://olz.example/patient',
        '1.2.3': 'https://lab.example/order',
        filler: 'https://lab.example/filler',
      },
    });
    const systemOf = (text: string) => cx(valueOf(text), site, 'filler')?.system;
    expect(systemOf('1^^^OLZ^VN')).toBe('https://olz.example/visit');
    expect(systemOf('1^^^OLZ^PI')).toBe('https://olz.example/patient');
    expect(systemOf('1^^^X&1.2.3&ISO')).toBe('https://lab.example/order');
    expect(systemOf('1')).toBe('https://lab.example/filler');
    expect(site.warnings).toEqual([]);
  });

  test('feeds with one scope share their numbers, others do not', () => {
    const systemOf = (scope: string) =>
      cx(valueOf('1^^^PAT^PI'), siteOf({ scope }), 'patient')?.system;
    expect(systemOf('regio')).toBe('urn:hl7v2:regio:PAT');
    expect(systemOf('elders')).not.toBe(systemOf('regio'));
  });

  test('an authority that nobody knows is reported once for each field', () => {
    const site = siteOf();
    cx(valueOf('1^^^OLZ^PI'), site, 'patient');
    cx(valueOf('2^^^OLZ^PI'), site, 'patient');
    expect(site.warnings).toEqual([
      expect.objectContaining({
        rule: 'authority-unknown',
        path: 'ZZZ-1',
        code: 'OLZ',
        system: 'urn:hl7v2:OLZ:OLZ',
      }),
    ]);
  });
});

describe('a citizen service number', () => {
  test.each([
    ['999900468', '999900468'],
    ['9999.00.468', '999900468'],
    ['12345672', '012345672'],
  ])('%s is %s', (text, value) => {
    expect(cx(valueOf(`${text}^^^NLMINBIZA^NNNLD`), siteOf(), 'patient')).toMatchObject({
      value,
      identifier: { system: BSN, value },
    });
  });

  test.each([
    ['999900265', 'bsn-invalid'],
    ['000000000', 'bsn-invalid'],
    ['1234567', 'bsn-invalid'],
    ['onbekend', 'bsn-invalid'],
    ['999999990', 'bsn-dummy'],
  ])('%s is none: %s, reported without the number', (text, rule) => {
    const site = siteOf();
    expect(cx(valueOf(`${text}^^^NLMINBIZA^NNNLD`), site, 'patient')).toBeUndefined();
    expect(rulesOf(site)).toEqual([rule]);
    expect(JSON.stringify(site.warnings)).not.toContain(text);
  });
});

test('the type and the time of a number', () => {
  expect(cx(valueOf('1^^^OLZ^MR^^20200101^20301231'), siteOf(), 'patient')?.identifier).toEqual({
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] },
    system: 'urn:hl7v2:OLZ:OLZ',
    value: '1',
    period: { start: '2020-01-01', end: '2030-12-31' },
  });
});

test('a number without a value is none', () => {
  const site = siteOf();
  expect(cx(valueOf('^^^OLZ^PI'), site, 'patient')).toBeUndefined();
  expect(rulesOf(site)).toEqual(['identifier-incomplete']);
  expect(cx(valueOf('""^^^OLZ^PI'), site, 'patient')).toBeUndefined();
});

test('EI has its authority from the second part on', () => {
  expect(ei(valueOf('P1^ZIS'), siteOf(), 'placer')).toMatchObject({
    system: 'urn:hl7v2:OLZ:ZIS',
    value: 'P1',
  });
  expect(ei(valueOf('P1'), siteOf(), 'placer')?.system).toBe('urn:hl7v2:OLZ:placer');
  expect(ei(valueOf('^ZIS'), siteOf(), 'placer')).toBeUndefined();
});

test('EIP has two', () => {
  const kinds = { placer: 'specimen', filler: 'specimen' } as const;
  expect(eip(valueOf('S1&ZIS^M1&LAB'), siteOf(), kinds).map(({ value }) => value)).toEqual([
    'S1',
    'M1',
  ]);
  expect(eip(valueOf('^M1&LAB'), siteOf(), kinds).map(({ value }) => value)).toEqual(['M1']);
});

// A citizen service number never stands in a link.
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createLinkPrivacy } from './link-privacy.js';

const links = createLinkPrivacy(randomBytes(16));
const BSN = '999990019';
const SYSTEM = 'http://fhir.nl/fhir/NamingSystem/bsn';
const OID = '2.16.840.1.113883.2.4.6.3';

type Parameters = readonly (readonly [string, string])[];
const conceal = (query: Parameters): Parameters => links.conceal({ path: 'Patient', query }).query;
const reveal = (query: Parameters): Parameters =>
  links.reveal({ parameters: query, self: { path: 'Patient', query } }).self.query;

describe('a link', () => {
  test.each([
    ['identifier', `${SYSTEM}|${BSN}`],
    ['identifier', `${SYSTEM}|`],
    ['identifier:not', `http://a|1,${SYSTEM}|${BSN},${SYSTEM}|12345672`],
    ['identifier', BSN],
    ['identifier', `|${BSN},x`],
    ['identifier', '12345672'],
    ['identifier', `urn:oid:${OID}|${BSN}`],
    ['identifier:of-type', `http://terminology.hl7.org/CodeSystem/v2-0203|NNNLD|${BSN}`],
    ['patient.identifier', `${SYSTEM}|${BSN}`],
    ['subject:Patient.identifier', `${SYSTEM}|${BSN}`],
    ['patient:identifier', `${SYSTEM}|${BSN}`],
    ['_has:Patient:link:identifier', `${SYSTEM}|${BSN}`],
    ['_filter', `(identifier eq ${SYSTEM}|${BSN}) and name eq "x"`],
    ['_filter', `identifier eq "${BSN}"`],
    ['other', `${SYSTEM}|${BSN}`],
    ['other', `${SYSTEM}|no number, but in its place`],
  ])('of %s=%s has neither the number nor its system, and leads to the same', (name, value) => {
    const [[shownName, shown] = ['', '']] = conceal([[name, value]]);
    expect(shownName).toBe(name);
    expect(shown).not.toMatch(/999990019|12345672|NamingSystem|2\.16\.840|no number/);
    expect(reveal([[name, shown]])).toEqual([[name, value]]);
  });

  test.each([
    ['identifier', 'http://fhir.nl/fhir/NamingSystem/bsn-like|1'],
    ['identifier', 'http://fhir.nl/fhir/NamingSystem/pseudo-bsn|x'],
    ['identifier', `${OID}.1|2`],
    ['identifier', '999990018'],
    ['identifier', `1${BSN}`],
    ['identifier', `0190a6e0-0000-7000-8000-${BSN}`],
    ['code', BSN],
    ['name', 'sealed.short'],
  ])('of %s=%s has it as it is', (name, value) => {
    const query: Parameters = [[name, value]];
    expect(conceal(query)[0]).toBe(query[0]);
    expect(reveal(query)[0]).toBe(query[0]);
  });

  test('is another one each time, so that links to one person are not alike', () => {
    const query: Parameters = [['identifier', BSN]];
    expect(conceal(query)).not.toEqual(conceal(query));
  });

  test('with anything in it leads to the same', () => {
    const part = fc.oneof(fc.string(), fc.constantFrom(SYSTEM, OID, BSN, '|', ',', '\\', ' '));
    const value = fc.array(part).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.constantFrom('identifier', 'x'), value, (name, text) => {
        expect(reveal(conceal([[name, text]]))).toEqual([[name, text]]);
      }),
    );
  });
});

test('parameters stay the ones of the link, which code may rely on', () => {
  const [hidden] = conceal([['identifier', BSN]]);
  const format = ['_format', 'json'] as const;
  const query: Parameters = [hidden!, format];
  const revealed = links.reveal({ parameters: [hidden!], self: { path: '', query } });
  expect(revealed.self.query).toEqual([['identifier', BSN], format]);
  expect(revealed.parameters[0]).toBe(revealed.self.query[0]);
});

test.each(['changed', 'of another server'])('what is sealed and %s is refused', (how) => {
  const from = how === 'changed' ? links : createLinkPrivacy(randomBytes(16));
  const [[, shown] = ['', '']] = from.conceal({ path: '', query: [['identifier', BSN]] }).query;
  const bad = how === 'changed' ? shown.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A')) : shown;
  expect(() => reveal([['identifier', bad]])).toThrow('The link is not one of this server.');
});

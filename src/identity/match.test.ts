import type { JsonObject } from '../fhir/json.js';
import { matchPeople } from './match.js';
import { personOf } from './person.js';

const BSN = 'http://fhir.nl/fhir/NamingSystem/bsn';

/** Anna van den Berg, wife of De Vries, as nl-core writes her. */
function anna(changes: JsonObject = {}): JsonObject {
  return {
    resourceType: 'Patient',
    name: [
      {
        use: 'official',
        family: 'van den Berg-de Vries',
        _family: {
          extension: [
            extension('humanname-own-prefix', 'van den'),
            extension('humanname-own-name', 'Berg'),
            extension('humanname-partner-prefix', 'de'),
            extension('humanname-partner-name', 'Vries'),
          ],
        },
        given: ['Anna', 'M.'],
        _given: [{ extension: [qualifier('BR')] }, { extension: [qualifier('IN')] }],
      },
      { use: 'usual', given: ['Anneke'] },
    ],
    gender: 'female',
    birthDate: '1962-07-15',
    address: [
      {
        line: ['Schoonstraat 38 a'],
        _line: [{ extension: [extension('iso21090-ADXP-houseNumber', '38')] }],
        postalCode: '1040 AB',
      },
    ],
    telecom: [{ system: 'phone', value: '+31 6 1234 1234' }],
    ...changes,
  };
}

function extension(name: string, valueString: string): JsonObject {
  return { url: `http://hl7.org/fhir/StructureDefinition/${name}`, valueString };
}

function qualifier(valueCode: string): JsonObject {
  return { url: 'http://hl7.org/fhir/StructureDefinition/iso21090-EN-qualifier', valueCode };
}

function withBsn(value: string): JsonObject {
  return anna({ identifier: [{ system: BSN, value }] });
}

function match(one: JsonObject, other: JsonObject): ReturnType<typeof matchPeople> {
  return matchPeople(personOf(one), personOf(other));
}

function named(family: string, given: string, changes: JsonObject = {}): JsonObject {
  return anna({ name: [{ family, given: [given] }], ...changes });
}

describe('a BSN', () => {
  it('decides that two are one, whatever else is told', () => {
    const other = { ...withBsn('999990019'), birthDate: '1999-01-02', name: [{ family: 'Smit' }] };
    expect(match(withBsn('999990019'), other)).toMatchObject({ grade: 'certain', score: 1 });
  });

  it('decides that two are not one, however alike', () => {
    expect(match(withBsn('999990019'), withBsn('999990020'))).toMatchObject({
      grade: 'certainly-not',
      bsn: 'other',
      score: 0,
    });
  });

  it('is not believed when it fails the elfproef', () => {
    expect(match(withBsn('123456789'), withBsn('123456789'))).toMatchObject({
      grade: 'probable',
      bsn: undefined,
    });
  });
});

describe('demographics', () => {
  it('that all agree are probable', () => {
    expect(match(anna(), anna())).toMatchObject({ grade: 'probable', weight: 28 });
  });

  it.each([
    ['the partner’s surname alone', named('de Vries', 'Anna'), 'agrees'],
    ['the own surname, prefix behind', named('Berg, van den', 'Anna'), 'agrees'],
    ['a slip in the surname', named('van den Bergh', 'Anna'), 'partly'],
    ['another surname', named('Pietersen', 'Anna'), 'differs'],
  ])('%s', (_, other, agreement) => {
    expect(match(anna(), other).fields).toContainEqual(
      expect.objectContaining({ field: 'surname', agreement }),
    );
  });

  it.each([
    ['Anna', 'agrees', 4],
    ['Anneke', 'partly', 2],
    ['A.', 'partly', 1],
    ['Johanna', 'differs', -2],
    ['J.', 'differs', -2],
  ])('the given name %s', (given, agreement, weight) => {
    expect(match(anna(), named('Berg', given)).fields).toContainEqual({
      field: 'given-name',
      agreement,
      weight,
    });
  });

  it.each([
    ['1962-07-15', 'agrees', 8],
    ['1962-15-07', 'partly', 3],
    ['1962-07-16', 'partly', 3],
    ['1962', 'partly', 3],
    ['1962-07', 'partly', 5],
    ['1963', 'differs', -6],
    ['1971-03-02', 'differs', -6],
  ])('the birth date %s', (birthDate, agreement, weight) => {
    expect(match(anna(), anna({ birthDate })).fields).toContainEqual({
      field: 'birth-date',
      agreement,
      weight,
    });
  });

  it('say less for somebody born on a first of January', () => {
    const one = anna({ birthDate: '1962-01-01' });
    expect(match(one, one).weight).toBe(25);
  });

  it('that are missing say nothing', () => {
    expect(match(anna(), { resourceType: 'Patient' }).fields).toEqual([]);
  });

  it('of twins are never more than possible', () => {
    expect(match(anna(), named('Berg', 'Maria'))).toMatchObject({ grade: 'possible' });
  });

  it('of a newborn without a name are not compared', () => {
    const baby = named('Baby van den Berg', 'NN');
    expect(match(baby, baby)).toMatchObject({ grade: 'certainly-not', fields: [] });
  });
});

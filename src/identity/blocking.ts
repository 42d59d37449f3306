/**
 * Which stored patients are worth comparing with someone: a handful by what both must share, instead
 * of all. As searches, so that they run like any other, under the rules of whoever asks.
 */
import { BSN_SYSTEM } from '../fhir/bsn.js';
import type { Person } from './person.js';

/** The parameters of one search for Patients; any of the searches may find someone. */
export type BlockingSearch = readonly (readonly [name: string, value: string])[];

/** Searches by identifier, which find everybody that shares one. */
export function identifierSearches(person: Person): BlockingSearch[] {
  const tokens = [
    ...person.bsns.map((value) => ({ system: BSN_SYSTEM, value })),
    ...person.identifiers,
  ];
  if (tokens.length === 0) return [];
  const values = tokens.map(({ system, value }) => `${escape(system)}|${escape(value)}`);
  return [[['identifier', values.join(',')]]];
}

/** Searches by birth date, by address, and by surname with the year of birth. */
export function demographicSearches(person: Person): BlockingSearch[] {
  if (person.placeholder) return [];
  const surnames = [...person.own, ...person.partner].map(escape);
  const { birthDate } = person;
  const searches: BlockingSearch[] = [];
  if (birthDate?.length === 10) searches.push([['birthdate', birthDate]]);
  if (birthDate !== undefined && surnames.length > 0) {
    searches.push([
      ['birthdate', birthDate.slice(0, 4)],
      ['family', surnames.join(',')],
    ]);
  }
  for (const { postalCode, houseNumber } of person.addresses) {
    if (houseNumber === undefined) continue;
    searches.push([['address-postalcode', postalCodeForms(postalCode)]]);
  }
  return searches;
}

/** `1040AB` is also written `1040 AB`. */
function postalCodeForms(postalCode: string): string {
  const spaced = /^\d{4}[A-Z]{2}$/.test(postalCode)
    ? [`${postalCode.slice(0, 4)} ${postalCode.slice(4)}`]
    : [];
  return [postalCode, ...spaced].map(escape).join(',');
}

/** https://hl7.org/fhir/R4/search.html#escaping */
function escape(value: string): string {
  return value.replace(/[\\,|$]/g, (character) => `\\${character}`);
}

/** What a PID says about who someone is, in the forms that stored patients are compared in. */
import { BSN_SYSTEM } from '../../fhir/bsn.js';
import { isPlaceholder, plainName, splitSurname } from '../../identity/names.js';
import { contactForm, type Address, type Person } from '../../identity/person.js';
import type { Demographics, PatientFacts, Token } from '../mapping/types.js';

/** @param numbers those of the PID that name a patient */
export function personOfFacts({ demographics }: PatientFacts, numbers: readonly Token[]): Person {
  const { partnerName, given, callName, gender, birthDate, telecoms } = demographics;
  const own = ownNames(demographics);
  const [first] = plain(...given);
  const isInitial = /^\p{L}\.?$/u.test(given[0]?.trim() ?? '');
  const givenNames = first === undefined || isInitial ? [] : [first];
  return {
    bsns: numbers.flatMap(({ system, value }) => (system === BSN_SYSTEM ? [value] : [])),
    identifiers: numbers.filter(({ system }) => system !== BSN_SYSTEM),
    own,
    partner: plain(partnerName),
    given: givenNames,
    callNames: plain(callName),
    initials: first === undefined ? [] : [first.slice(0, 1)],
    placeholder: isPlaceholder({ own, given: givenNames }),
    birthDate,
    gender: gender === 'male' || gender === 'female' ? gender : undefined,
    addresses: addresses(demographics),
    contacts: [...new Set(telecoms.flatMap(contactForm))],
  };
}

/** The name without its prefix, also where the sender gives both in one. */
function ownNames({ ownName, family }: Demographics): string[] {
  if (ownName !== undefined) return plain(ownName);
  return family === undefined ? [] : plain(splitSurname(family).name);
}

function addresses({ postalCode, houseNumber }: Demographics): Address[] {
  return postalCode === undefined || postalCode === '' ? [] : [{ postalCode, houseNumber }];
}

function plain(...texts: readonly (string | undefined)[]): string[] {
  return texts
    .flatMap((text) => (text === undefined ? [] : plainName(text)))
    .filter((text) => text !== '');
}

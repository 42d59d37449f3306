/** A patient's facts, joined from the tables. */
import type { JsonObject } from '../../fhir/json.js';
import type { RoleKey } from '../facts/care-providers.js';
import { REGISTRATIONS } from '../facts/contacts.js';
import { CIVIL_STATUS, HOMES, NAMES } from '../facts/people.js';
import type { Gender, PersonKey } from '../facts/people.js';
import { bsnFromBase } from './bsn.js';
import { familyName } from './names-and-addresses.js';
import type { Place, Surname } from './names-and-addresses.js';
import { refer, rowFor } from './resource.js';

export interface Person {
  readonly key: PersonKey;
  readonly gender: Gender;
  readonly givenNames: string;
  readonly usual: string;
  readonly surname: Surname;
  /** As people say it: `Henk van der Berg`. */
  readonly spokenName: string;
  readonly bsn: string;
  readonly birthDate: string;
  readonly marital: string;
  readonly nationality: string;
  readonly language: string;
  readonly deceased: string;
  readonly home: Place;
  readonly phone: string;
  readonly email: string;
  readonly generalPractitioner: RoleKey;
  readonly patientNumber: string;
}

export const PEOPLE: readonly Person[] = NAMES.map(([key]) => personFor(key));

function personFor(key: PersonKey): Person {
  const [, gender, givenNames, usual, ...parts] = rowFor(NAMES, key);
  const [prefix, family, partnerPrefix, partnerFamily, use] = parts;
  const surname = { prefix, family, partnerPrefix, partnerFamily, use };
  const [, bsnBase, birthDate, marital, nationality, language, deceased] = rowFor(
    CIVIL_STATUS,
    key,
  );
  const [, street, number, suffix, postalCode, city, phone, email] = rowFor(HOMES, key);
  const [, generalPractitioner, patientNumber] = rowFor(REGISTRATIONS, key);
  return {
    key,
    gender,
    givenNames,
    usual,
    surname,
    spokenName: `${usual} ${familyName(surname)}`,
    bsn: bsnFromBase(bsnBase),
    birthDate,
    marital,
    nationality,
    language,
    deceased,
    home: { street, number, suffix, postalCode, city },
    phone,
    email,
    generalPractitioner,
    patientNumber,
  };
}

export function patientReference(person: Person): JsonObject {
  return refer('Patient', person.key, person.spokenName);
}

/** The rows of a table that are about this person. */
export function rowsOf<Row extends readonly [PersonKey, ...unknown[]]>(
  table: readonly Row[],
  person: Person,
): Row[] {
  return table.filter(([who]) => who === person.key);
}

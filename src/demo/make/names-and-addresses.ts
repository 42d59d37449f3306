/** Names, addresses and telephone numbers as the nl-core data type profiles want them. */
import type { JsonObject } from '../../fhir/json.js';
import { COUNTRY, hl7, LAND_LINE } from '../facts/code-systems.js';
import type { Gender, NameUse } from '../facts/people.js';
import { codeSpecification, coding, extension, filled, nictizExtension } from './datatypes.js';
import type { Code } from './datatypes.js';

const STRUCTURE = 'http://hl7.org/fhir/StructureDefinition/';

/** A surname with its parts; the prefix is `van der` in `van der Berg`. */
export interface Surname {
  readonly prefix: string;
  readonly family: string;
  readonly partnerPrefix: string;
  readonly partnerFamily: string;
  readonly use: NameUse;
}

/** A surname that is only one's own. */
export function ownSurname(prefix: string, family: string): Surname {
  return { prefix, family, partnerPrefix: '', partnerFamily: '', use: 'NL1' };
}

/** The surname as the person uses it: `de Vries-Bakker`. */
export function familyName(name: Surname): string {
  const own = joined(name.prefix, name.family);
  const partner = joined(name.partnerPrefix, name.partnerFamily);
  return { NL1: own, NL2: partner, NL3: `${partner}-${own}`, NL4: `${own}-${partner}` }[name.use];
}

function joined(prefix: string, name: string): string {
  return prefix === '' ? name : `${prefix} ${name}`;
}

/** First names (`BR`) or initials (`IN`), separated by spaces, with a surname. */
export function officialName(givenNames: string, kind: 'BR' | 'IN', name: Surname): JsonObject {
  const first = givenNames.split(' ');
  const family = familyName(name);
  return {
    extension: [extension(`${STRUCTURE}humanname-assembly-order`, 'Code', name.use)],
    use: 'official',
    text: `${givenNames} ${family}`,
    family,
    _family: { extension: surnameParts(name) },
    given: first,
    _given: first.map(() => ({
      extension: [extension(`${STRUCTURE}iso21090-EN-qualifier`, 'Code', kind)],
    })),
  };
}

function surnameParts(name: Surname): JsonObject[] {
  const parts: [string, string][] = [
    ['own-prefix', name.prefix],
    ['own-name', name.family],
    ['partner-prefix', name.partnerPrefix],
    ['partner-name', name.partnerFamily],
  ];
  return parts
    .filter(([, text]) => text !== '')
    .map(([part, text]) => extension(`${STRUCTURE}humanname-${part}`, 'String', text));
}

/** What people call somebody. */
export function usualName(name: string): JsonObject {
  return { use: 'usual', given: [name] };
}

const DUTCH_GENDERS = { male: 'M', female: 'F', other: 'UN' } as const;
const GENDER_NAMES = { male: 'Man', female: 'Vrouw', other: 'Ongedifferentieerd' } as const;

/** The members `gender` and `_gender`: FHIR's code, and the zib's. */
export function genderElements(gender: Gender): JsonObject {
  const dutch: Code = [hl7('v3-AdministrativeGender'), DUTCH_GENDERS[gender], GENDER_NAMES[gender]];
  return { gender, _gender: { extension: [codeSpecification(dutch)] } };
}

/** A place in the Netherlands. */
export interface Place {
  readonly street: string;
  readonly number: string;
  readonly suffix: string;
  readonly postalCode: string;
  readonly city: string;
}

const ADDRESS_KINDS = {
  home: { use: 'home', type: 'both', code: 'HP', name: 'Officieel adres' },
  work: { use: 'work', type: 'both', code: 'WP', name: 'Werkadres' },
} as const;

export function dutchAddress(kind: keyof typeof ADDRESS_KINDS, place: Place): JsonObject {
  const { use, type, code, name } = ADDRESS_KINDS[kind];
  const addressType = coding([hl7('v3-AddressUse'), code, name]);
  return {
    extension: [
      nictizExtension('AddressInformation.AddressType', 'CodeableConcept', {
        coding: [addressType],
      }),
    ],
    use,
    type,
    line: [addressLine(place)],
    _line: [{ extension: addressParts(place) }],
    city: place.city,
    postalCode: place.postalCode,
    country: 'Nederland',
    _country: { extension: [codeSpecification([COUNTRY, 'NL', 'Nederland'])] },
  };
}

function addressLine({ street, number, suffix }: Place): string {
  return suffix === '' ? `${street} ${number}` : `${street} ${number} ${suffix}`;
}

function addressParts({ street, number, suffix }: Place): JsonObject[] {
  const parts: [string, string][] = [
    ['streetName', street],
    ['houseNumber', number],
    ['buildingNumberSuffix', suffix],
  ];
  return parts
    .filter(([, text]) => text !== '')
    .map(([part, text]) => extension(`${STRUCTURE}iso21090-ADXP-${part}`, 'String', text));
}

/** A telephone number: mobile when it begins with 06. */
export function telephone(value: string, use: 'home' | 'work'): JsonObject {
  const kind: Code = value.startsWith('06-')
    ? [hl7('v3-AddressUse'), 'MC', 'Mobiel telefoonnummer']
    : [LAND_LINE, 'LL', 'Land Line'];
  return { system: 'phone', _system: { extension: [codeSpecification(kind)] }, value, use };
}

/** The e-mail address of `name`, in a domain that cannot exist; nothing for an empty name. */
export function email(name: string, use: 'home' | 'work'): JsonObject[] {
  const mailbox = filled(name);
  return mailbox === undefined
    ? []
    : [{ system: 'email', value: `${mailbox}@vuurtoren.example`, use }];
}

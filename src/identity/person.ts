/** What a Patient resource says about who someone is, in forms that compare. */
import { BSN_SYSTEM, isBsn } from '../fhir/bsn.js';
import { isObject, objectAt, objectsAt, stringAt, type JsonObject } from '../fhir/json.js';
import { isPlaceholder, plainName, splitSurname } from './names.js';

export interface PersonIdentifier {
  readonly system: string;
  readonly value: string;
}

export interface Address {
  /** `1040AB`. */
  readonly postalCode: string;
  readonly houseNumber: string | undefined;
}

export interface Person {
  /** Valid ones only. */
  readonly bsns: readonly string[];
  /** The others, each with its assigning authority as system. */
  readonly identifiers: readonly PersonIdentifier[];
  /** Surnames without prefixes, in the form of `plainName`. */
  readonly own: readonly string[];
  readonly partner: readonly string[];
  /** Given names in full, the first of each name first. */
  readonly given: readonly string[];
  readonly callNames: readonly string[];
  /** Of the first given name. */
  readonly initials: readonly string[];
  /** True when the name says nothing: of a newborn, or of someone unknown. */
  readonly placeholder: boolean;
  /** A FHIR date: as precise as it is known. */
  readonly birthDate: string | undefined;
  readonly gender: 'male' | 'female' | undefined;
  readonly addresses: readonly Address[];
  /** The last eight digits of telephone numbers, and e-mail addresses. */
  readonly contacts: readonly string[];
}

const EXTENSIONS = {
  ownName: 'http://hl7.org/fhir/StructureDefinition/humanname-own-name',
  partnerName: 'http://hl7.org/fhir/StructureDefinition/humanname-partner-name',
  qualifier: 'http://hl7.org/fhir/StructureDefinition/iso21090-EN-qualifier',
  houseNumber: 'http://hl7.org/fhir/StructureDefinition/iso21090-ADXP-houseNumber',
} as const;

/** @param patient a Patient resource, stored or about to be */
export function personOf(patient: JsonObject): Person {
  const names = objectsAt(patient, 'name').map(namePartsOf);
  const all = (part: keyof NameParts): string[] => [
    ...new Set(names.flatMap((name) => name[part])),
  ];
  const gender = stringAt(patient, 'gender');
  const own = all('own');
  const given = all('given');
  return {
    ...identifiersOf(patient),
    own,
    partner: all('partner'),
    given,
    callNames: all('callName'),
    initials: all('initial'),
    placeholder: isPlaceholder({ own, given }),
    birthDate: stringAt(patient, 'birthDate'),
    gender: gender === 'male' || gender === 'female' ? gender : undefined,
    addresses: objectsAt(patient, 'address').flatMap(addressOf),
    contacts: [...new Set(objectsAt(patient, 'telecom').flatMap(contactOf))],
  };
}

function identifiersOf(patient: JsonObject): Pick<Person, 'bsns' | 'identifiers'> {
  const bsns: string[] = [];
  const identifiers: PersonIdentifier[] = [];
  for (const identifier of objectsAt(patient, 'identifier')) {
    const system = stringAt(identifier, 'system');
    const value = stringAt(identifier, 'value')?.trim();
    if (system === undefined || value === undefined || value === '') continue;
    if (system !== BSN_SYSTEM) identifiers.push({ system, value });
    else if (isBsn(value)) bsns.push(value.padStart(9, '0'));
  }
  return { bsns: [...new Set(bsns)], identifiers };
}

interface NameParts {
  readonly own: readonly string[];
  readonly partner: readonly string[];
  readonly given: readonly string[];
  readonly callName: readonly string[];
  readonly initial: readonly string[];
}

/** https://simplifier.net/resolve?canonical=http://nictiz.nl/fhir/StructureDefinition/nl-core-NameInformation */
function namePartsOf(name: JsonObject): NameParts {
  const given = givenOf(name);
  const isCallName = stringAt(name, 'use') === 'usual';
  const full = given.filter(({ isInitial }) => !isInitial).map(({ text }) => plainName(text));
  const [first] = given;
  return {
    ...surnamesOf(name),
    given: isCallName ? [] : full.slice(0, 1),
    callName: isCallName ? full : [],
    initial: isCallName || first === undefined ? [] : [plainName(first.text).slice(0, 1)],
  };
}

/** The parts apart where they are given, else the text as a surname of one's own. */
function surnamesOf(name: JsonObject): Pick<NameParts, 'own' | 'partner'> {
  const extensions = objectsAt(objectAt(name, '_family') ?? {}, 'extension');
  const part = (url: string): string[] =>
    extensions
      .filter((extension) => stringAt(extension, 'url') === url)
      .flatMap((extension) => stringAt(extension, 'valueString') ?? [])
      .map(plainName)
      .filter((text) => text !== '');
  const own = part(EXTENSIONS.ownName);
  const partner = part(EXTENSIONS.partnerName);
  if (own.length > 0 || partner.length > 0) return { own, partner };
  const family = stringAt(name, 'family');
  if (family === undefined) return { own: [], partner: [] };
  // `de Vries - van Dijk`: which of them is one's own can't be seen.
  const parts = family.split(/(?<=\s)-(?=\s)|-(?=\p{L})/u).map((text) => splitSurname(text).name);
  const known = parts.filter((text) => text !== '');
  return { own: known, partner: known.slice(1) };
}

interface GivenName {
  readonly text: string;
  readonly isInitial: boolean;
}

function givenOf(name: JsonObject): GivenName[] {
  const { given, _given: more } = name;
  if (!Array.isArray(given)) return [];
  return given.flatMap((text, index): GivenName[] => {
    if (typeof text !== 'string' || plainName(text) === '') return [];
    const extra = Array.isArray(more) ? more[index] : undefined;
    const qualifiers = objectsAt(isObject(extra) ? extra : {}, 'extension')
      .filter((extension) => stringAt(extension, 'url') === EXTENSIONS.qualifier)
      .map((extension) => stringAt(extension, 'valueCode'));
    const isInitial = qualifiers.includes('IN') || /^\p{L}\.?$/u.test(text.trim());
    return [{ text, isInitial }];
  });
}

function addressOf(address: JsonObject): Address[] {
  const postalCode = stringAt(address, 'postalCode')?.replace(/\s+/g, '').toUpperCase();
  if (postalCode === undefined || postalCode === '') return [];
  return [{ postalCode, houseNumber: houseNumberOf(address) }];
}

function houseNumberOf(address: JsonObject): string | undefined {
  const { line, _line: more } = address;
  const extensions = (Array.isArray(more) ? more.filter(isObject) : []).flatMap((extra) =>
    objectsAt(extra, 'extension'),
  );
  const given = extensions.find(
    (extension) => stringAt(extension, 'url') === EXTENSIONS.houseNumber,
  );
  const lines = Array.isArray(line) ? line.filter((text) => typeof text === 'string') : [];
  return stringAt(given ?? {}, 'valueString')?.trim() ?? /\s(\d+)/.exec(lines.join(' '))?.[1];
}

const COMPARED_DIGITS = 8;

function contactOf(telecom: JsonObject): string[] {
  return contactForm(stringAt(telecom, 'value') ?? '');
}

/** The form in which a telephone number or e-mail address compares; none for one too short. */
export function contactForm(value: string): string[] {
  if (value.includes('@')) return [value.trim().toLowerCase()];
  const digits = value.replace(/\D/g, '');
  return digits.length < COMPARED_DIGITS ? [] : [digits.slice(-COMPARED_DIGITS)];
}

/**
 * Takes citizen service numbers (BSN) out of what goes to a PGO, which may not have them:
 * https://informatiestandaarden.nictiz.nl/wiki/MedMij:V2020.01/FHIR_IG. Their place is marked, so that
 * everyone can see that something was left out on purpose.
 */
import { isExactDecimal } from '../../fhir/decimal.js';
import { BSN_OID, BSN_SYSTEM, isBsn } from '../../fhir/bsn.js';
import { isObject, type JsonObject, type JsonValue } from '../../fhir/json.js';
import { endOfString } from '../../formats/json/string-end.js';

/** https://hl7.org/fhir/R4/extension-data-absent-reason.html */
export const DATA_ABSENT_REASON = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';

const MASKED: JsonObject = { url: DATA_ABSENT_REASON, valueCode: 'masked' };
const SYSTEMS = new Set(
  [BSN_SYSTEM, BSN_OID, `urn:oid:${BSN_OID}`].map((one) => one.toLowerCase()),
);
/** "Some equivalent of no human-readable text": https://hl7.org/fhir/R4/valueset-narrative-status.html */
const EMPTY_NARRATIVE: JsonObject = {
  status: 'empty',
  div: '<div xmlns="http://www.w3.org/1999/xhtml">-</div>',
};

const literal = (text: string): string => text.replaceAll('.', '\\.');
/** The system with a value behind its bar, as in a URL that searches. */
const IN_SYSTEM = new RegExp(
  `(?:${literal(BSN_SYSTEM)}|${literal(BSN_OID)})(?:\\||%7C)[^,&\\s"'<)]*`,
  'gi',
);
/** Nine digits by themselves, also in the groups that they are written in. */
const NINE_DIGITS = /(?<!\d)(?:\d{9}|\d{3}[ .]\d{3}[ .]\d{3}|\d{4}[ .-]\d{2}[ .-]\d{3})(?!\d)/g;
const NINE_OR_MORE = /\d(?:[ .-]?\d){8,}/g;
const EIGHT_OR_MORE = /\d(?:[ .-]?\d){7,}/g;
/** Before narrative in JSON text. */
const DIV = '"div":';
const MASK = '*********';

/** Names of elements that hold no text of people: a number in them is a key, a code or content. */
const NO_TEXT: ReadonlySet<string> = new Set([
  ...['id', 'resourceType', 'system', 'url', 'uri', 'reference', 'code', 'fullUrl', 'version'],
  ...['versionId', 'lastUpdated', 'profile', 'data', 'hash', 'contentType', 'unit', 'canonical'],
  ...['valueCode', 'valueUri', 'valueUrl', 'valueCanonical', 'valueId', 'valueOid', 'valueUuid'],
  ...['valueBase64Binary', 'instantiatesCanonical', 'instantiatesUri', 'questionnaire'],
]);

/** What is known of one caller's patient. */
export class BsnMask {
  readonly #known: RegExp | undefined;
  /** Digits with at most one space, dot or hyphen in between, as many as a number has or more. */
  readonly #runs: RegExp;

  /** @param known numbers of the patient, eight or nine digits */
  constructor(known: Iterable<string>) {
    const numbers = [...known];
    const patterns = numbers.map((number) => Array.from(number).join('[ .-]?').replace(/^0/, '0?'));
    this.#known =
      patterns.length === 0
        ? undefined
        : new RegExp(`(?<!\\d)(?:${patterns.join('|')})(?!\\d)`, 'g');
    this.#runs = numbers.some((number) => number.startsWith('0')) ? EIGHT_OR_MORE : NINE_OR_MORE;
  }

  /** True when the text of a resource could have a number in it. Cheap; true too often. */
  suspects(text: string): boolean {
    if (text.includes(BSN_OID) || text.includes(BSN_SYSTEM)) return true;
    return this.#hasRun(text) || narratives(text).some((div) => this.#hasRun(plain(div)));
  }

  /** A text with marks in place of the numbers in it. */
  text(text: string): string {
    return this.#reference(text).replace(NINE_DIGITS, (found) =>
      isBsn(found.replace(/\D/g, '')) ? MASK : found,
    );
  }

  /** Takes the numbers out of a tree, at any depth. */
  apply(value: JsonValue): void {
    if (Array.isArray(value)) for (const item of value) this.apply(item);
    else if (isObject(value)) this.#object(value);
  }

  /** What is a key or an address stays, but for numbers that are known to be one. */
  #reference(text: string): string {
    const open = text.replace(IN_SYSTEM, MASK);
    return this.#known === undefined ? open : open.replace(this.#known, MASK);
  }

  #hasRun(text: string): boolean {
    return (text.match(this.#runs) ?? []).some((run) => this.#hasNumber(run));
  }

  #hasNumber(text: string): boolean {
    return this.text(text) !== text;
  }

  #object(object: JsonObject): void {
    if (isOfSystem(object['system']) || isLoneNumber(object)) {
      hide(object, 'value');
      hide(object, 'code');
    }
    if (typeof object['div'] === 'string' && this.#isInNarrative(object['div'])) {
      Object.assign(object, EMPTY_NARRATIVE);
    }
    const isNumbered = 'system' in object;
    for (const name in object) {
      const value = object[name];
      if (value === undefined) continue;
      if (typeof value === 'string') object[name] = this.#string(name, value, isNumbered);
      else if (typeof value === 'number' && this.#reference(String(value)) === MASK)
        hide(object, name);
      else if (Array.isArray(value)) object[name] = value.map((item) => this.#item(name, item));
      else this.apply(value);
    }
  }

  #item(name: string, item: JsonValue): JsonValue {
    if (typeof item === 'string') return this.#string(name, item, false);
    this.apply(item);
    return item;
  }

  /** @param isNumbered for the values of an Identifier, Coding or ContactPoint with its system */
  #string(name: string, text: string, isNumbered: boolean): string {
    if (isExactDecimal(text)) return text;
    if (name === 'id' || name === 'div' || name === 'data' || name === 'resourceType') return text;
    if (NO_TEXT.has(name) || (isNumbered && name === 'value')) return this.#reference(text);
    return this.text(text);
  }

  /** Markup may part the digits. */
  #isInNarrative(div: string): boolean {
    return this.#hasNumber(div) || this.#hasNumber(plain(div));
  }
}

/** The narratives in JSON text, which may be long: see `fhir/long-text.ts`. */
function narratives(text: string): string[] {
  const found: string[] = [];
  for (let at = text.indexOf(DIV); at !== -1; at = text.indexOf(DIV, at + 1)) {
    const start = at + DIV.length;
    if (text[start] === '"') found.push(text.slice(start, endOfString(text, start)));
  }
  return found;
}

/** Narrative without its markup. */
function plain(div: string): string {
  return div.replace(/<[^>]*>/g, '').replace(/&#(?:x[\da-f]+|\d+);/gi, unescaped);
}

function unescaped(entity: string): string {
  const code =
    entity[2]?.toLowerCase() === 'x' ? parseInt(entity.slice(3), 16) : Number(entity.slice(2, -1));
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

function isOfSystem(system: JsonValue | undefined): boolean {
  return typeof system === 'string' && SYSTEMS.has(system.trim().toLowerCase());
}

/** An Identifier that does not say what it is of. */
function isLoneNumber({ value, system }: JsonObject): boolean {
  if (typeof value !== 'string' || system !== undefined || !/^[\d .-]+$/.test(value)) return false;
  return isBsn(value.replace(/\D/g, ''));
}

/** Leaves an element out, and says why in its place. */
function hide(object: JsonObject, name: string): void {
  if (object[name] === undefined) return;
  object[name] = undefined;
  object[`_${name}`] = { extension: [{ ...MASKED }] };
}

/** The numbers in the identifiers of a Patient. */
export function numbersOf(patient: JsonObject): string[] {
  const identifiers = Array.isArray(patient['identifier']) ? patient['identifier'] : [];
  return identifiers.filter(isObject).flatMap(({ system, value }) => {
    const digits = typeof value === 'string' ? value.replace(/\D/g, '') : '';
    return isOfSystem(system) && isBsn(digits) ? [digits] : [];
  });
}

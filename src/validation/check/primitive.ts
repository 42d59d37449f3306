/** The value space of each primitive type: https://hl7.org/fhir/R4/datatypes.html#primitive */
import { isExactDecimal } from '../../fhir/decimal.js';
import type { JsonValue } from '../../fhir/json.js';
import { daysInMonth } from '../../fhir/date.js';
import { hasOnlyBase64, MAX_STRING_LENGTH } from '../../fhir/long-text.js';

/** What is wrong with a value: the JSON kind or the text; undefined when it fits. */
export type PrimitiveProblem = 'kind' | 'format' | undefined;

export type PrimitiveCheck = (value: JsonValue) => PrimitiveProblem;

const INT_MAX = 2_147_483_647;

function text(fits: (value: string) => boolean): PrimitiveCheck {
  return (value) => {
    if (typeof value !== 'string' || isExactDecimal(value)) return 'kind';
    return fits(value) ? undefined : 'format';
  };
}

/** All but base64 is a string, and strings have a limit. */
function shortText(fits: (value: string) => boolean): PrimitiveCheck {
  return text((value) => value.length <= MAX_STRING_LENGTH && fits(value));
}

function pattern(regex: RegExp): PrimitiveCheck {
  return shortText((value) => regex.test(value));
}

function integer(min: number, max: number): PrimitiveCheck {
  return (value) => {
    if (typeof value !== 'number') return isExactDecimal(value) ? 'format' : 'kind';
    return Number.isInteger(value) && value >= min && value <= max ? undefined : 'format';
  };
}

const YEAR = '(?:[0-9](?:[0-9](?:[0-9][1-9]|[1-9]0)|[1-9]00)|[1-9]000)';
const MONTH = '(?:0[1-9]|1[0-2])';
const DAY = '(?:0[1-9]|[12][0-9]|3[01])';
const TIME = '(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?';
const ZONE = '(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))';

function dated(regex: string): PrimitiveCheck {
  const whole = new RegExp(`^${regex}$`);
  return shortText((value) => whole.test(value) && dayExists(value));
}

/** The regular expressions of the specification let 30 February through. */
function dayExists(date: string): boolean {
  if (date.length < 10) return true;
  const day = Number(date.slice(8, 10));
  return day <= 28 || day <= daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5, 7)));
}

/** Linear in the text, unlike the specification's expression: attachments are large. */
function isBase64Binary(value: string): boolean {
  return hasOnlyBase64(value) && value.replace(/\s/g, '').length % 4 === 0;
}

export const PRIMITIVE_CHECKS: Readonly<Record<string, PrimitiveCheck>> = {
  boolean: (value) => (typeof value === 'boolean' ? undefined : 'kind'),
  integer: integer(-INT_MAX - 1, INT_MAX),
  unsignedInt: integer(0, INT_MAX),
  positiveInt: integer(1, INT_MAX),
  decimal: (value) => (typeof value === 'number' || isExactDecimal(value) ? undefined : 'kind'),
  string: shortText(() => true),
  markdown: shortText(() => true),
  code: shortText((value) => value !== '' && !/^\s|\s\s|\s$/.test(value)),
  id: pattern(/^[A-Za-z0-9\-.]{1,64}$/),
  uri: pattern(/^\S+$/),
  url: pattern(/^\S+$/),
  canonical: pattern(/^\S+$/),
  oid: pattern(/^urn:oid:[0-2](?:\.(?:0|[1-9][0-9]*))+$/),
  uuid: pattern(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
  date: dated(`${YEAR}(?:-${MONTH}(?:-${DAY})?)?`),
  dateTime: dated(`${YEAR}(?:-${MONTH}(?:-${DAY}(?:T${TIME}${ZONE})?)?)?`),
  instant: dated(`${YEAR}-${MONTH}-${DAY}T${TIME}${ZONE}`),
  time: pattern(new RegExp(`^${TIME}$`)),
  base64Binary: text(isBase64Binary),
};

/**
 * OBX-5: a value of the type that OBX-2 says, as `value[x]` of an Observation. HL7 table 0125;
 * V2-to-FHIR: OBX[Observation].
 */
import type { JsonValue } from '../../../fhir/json.js';
import { element } from '../element.js';
import type { Site } from '../site.js';
import type { Source } from '../source.js';
import { codeableConcept } from './coded.js';
import { quantity, structuredNumeric, textQuantity, type Unit } from './quantity.js';
import { dateTime, period, time } from './time.js';
import { xcnName, xpn } from './xpn.js';

/** A value and the name of its FHIR type: `Quantity` for `valueQuantity`. */
export interface TypedValue {
  readonly type: string;
  readonly value: JsonValue;
}

type ReadValue = (source: Source, site: Site, unit: Unit) => TypedValue | undefined;

/** Types that are lines of text: their repetitions are one value. */
const TEXTS: ReadonlySet<string> = new Set(['TX', 'FT', 'ST', '']);

/** Types that a value is not made of, but an attachment. */
export const ATTACHMENT_TYPES: ReadonlySet<string> = new Set(['ED', 'RP']);

/**
 * The values of a field; more than one when it repeats.
 * @param type OBX-2; what is not known is text
 */
export function typedValues(
  field: Source,
  site: Site,
  { type, unit }: { readonly type: string; readonly unit: Unit },
): readonly TypedValue[] {
  const repetitions = field.repetitions.filter((source) => source.isValued);
  if (TEXTS.has(type)) {
    const value = textValue(repetitions, site, { type, unit });
    return value === undefined ? [] : [value];
  }
  const read = READERS[type];
  if (read === undefined) site.warn(field, 'value-not-mapped', { code: type });
  return repetitions.flatMap((source) => {
    const value = (read ?? shownText)(source, site, unit) ?? shownText(source);
    return value === undefined ? [] : [value];
  });
}

/** Text; or a quantity when it is a number with a unit and the settings do not forbid. */
function textValue(
  repetitions: readonly Source[],
  site: Site,
  { type, unit }: { readonly type: string; readonly unit: Unit },
): TypedValue | undefined {
  const text = repetitions.map((source) => source.text).join('\n');
  if (text.trim() === '') return undefined;
  const isNumber = type === 'ST' && unit.unit !== undefined;
  const value =
    isNumber && site.settings.textNumbers === 'quantity' ? textQuantity(text, unit) : undefined;
  return value === undefined ? string(text) : { type: 'Quantity', value };
}

function string(text: string): TypedValue {
  return { type: 'String', value: text };
}

function typed(type: string, value: JsonValue | undefined): TypedValue | undefined {
  return value === undefined ? undefined : { type, value };
}

const coded: ReadValue = (source, site) =>
  typed('CodeableConcept', codeableConcept(source, site, { field: 'OBX-5' }));

const READERS: Readonly<Record<string, ReadValue>> = {
  NM: (source, site, unit) => {
    const text = source.string ?? '';
    const value = quantity(text, unit) ?? textQuantity(text, unit);
    if (value === undefined) site.warn(source, 'number-invalid');
    return typed('Quantity', value);
  },
  SN: (source, _site, unit) => {
    const read = structuredNumeric(source, unit);
    return read === undefined
      ? undefined
      : { type: read.type === 'string' ? 'String' : read.type, value: read.value };
  },
  CE: coded,
  CWE: coded,
  CNE: coded,
  CF: coded,
  IS: coded,
  ID: coded,
  DT: (source, site) => typed('DateTime', dateTime(source, site)),
  TS: (source, site) => typed('DateTime', dateTime(source, site)),
  DTM: (source, site) => typed('DateTime', dateTime(source, site)),
  TM: (source, site) => typed('Time', time(source, site)),
  DR: (source, site) => typed('Period', period(source.part(1), source.part(2), site)),
  NR: (source, _site, unit) =>
    typed(
      'Range',
      element({
        low: quantity(source.part(1).string, unit),
        high: quantity(source.part(2).string, unit),
      }),
    ),
  XPN: (source, site) => shownName(xpn(source, site)?.name['text']),
  XCN: (source) => shownName(xcnName(source)?.name['text']),
};

function shownName(text: JsonValue | undefined): TypedValue | undefined {
  return typeof text === 'string' ? string(text) : undefined;
}

/** As a person would read it: the parts with a blank between. */
function shownText(source: Source): TypedValue | undefined {
  const numbers = Array.from({ length: 12 }, (_, index) => index + 1);
  const parts = numbers.flatMap((number) =>
    numbers.map((inner) => source.part(number).part(inner).string),
  );
  const text = parts.filter((part) => part !== undefined).join(' ');
  return text === '' ? undefined : string(text);
}

/** OBX and NTE: results. The reverse of `mapping/segment/obx.ts`. HL7 v2.8, 7.4.2, 2.14.12. */
import { decimalText, decimalValue, type ExactDecimal } from '../../../fhir/decimal.js';
import {
  objectAt,
  objectsAt,
  stringAt,
  type JsonObject,
  type JsonValue,
} from '../../../fhir/json.js';
import { SYSTEM, table } from '../../mapping/systems.js';
import type { Components, FieldContent } from '../../parser/print.js';
import { codeIn, cwe } from '../datatype/cwe.js';
import { timestamp } from '../datatype/time.js';
import { xcn } from '../datatype/xcn.js';
import type { MessageContext } from '../message/context.js';
import { GenerationError } from '../router.js';
import { line, repeated, type Line, type Lines } from './lines.js';

/** HL7 table 0085, by https://hl7.org/fhir/R4/valueset-observation-status.html. */
const STATUSES: Readonly<Record<string, string>> = {
  registered: 'I',
  preliminary: 'P',
  final: 'F',
  amended: 'C',
  corrected: 'C',
  cancelled: 'X',
  'entered-in-error': 'W',
};

/** Which of the lines of a report it is, and which of those with the same code. */
export interface Numbering {
  /** OBX-1, from 1. */
  readonly index: number;
  /** OBX-4. */
  readonly sub: string;
}

/** An observation as one line. @param source the Observation, or a component of it */
export async function obx(
  observation: JsonObject,
  source: JsonObject,
  numbering: Numbering,
  context: MessageContext,
): Promise<Line> {
  const { naming } = context.destination;
  const value = valueOf(source, context);
  const performers = await Promise.all(
    objectsAt(observation, 'performer').map((one) => xcn(one, observation, context)),
  );
  const effective = objectAt(observation, 'effectivePeriod') ?? {};
  const moment =
    stringAt(observation, 'effectiveDateTime') ??
    stringAt(observation, 'effectiveInstant') ??
    stringAt(effective, 'start');
  return line('OBX', {
    1: String(numbering.index),
    2: value?.type,
    3: cwe(objectAt(source, 'code'), naming),
    4: numbering.sub,
    5: value?.content,
    6: value?.unit,
    7: referenceRange(objectsAt(source, 'referenceRange')[0]),
    8: repeated(objectsAt(source, 'interpretation').map((one) => interpretation(one, context))),
    11: STATUSES[stringAt(observation, 'status') ?? ''],
    14: timestamp(moment, naming.timeZone),
    16: repeated(performers),
    17: cwe(objectAt(observation, 'method'), naming),
  });
}

/** Comments of an observation, each with its lines. */
export function notes(all: readonly JsonObject[]): Lines {
  return all.flatMap((note, index) => {
    const text = stringAt(note, 'text');
    return text === undefined ? [] : [nte(text, index + 1)];
  });
}

/** @param index from 1 */
export function nte(text: string, index: number): Line {
  return line('NTE', { 1: String(index), 3: textLines(text) });
}

/** Lines of a text are repetitions. */
function textLines(text: string): FieldContent {
  return { repetitions: text.split(/\r\n?|\n/).map((one) => [one]) };
}

interface Value {
  /** OBX-2. */
  readonly type: string;
  readonly content: FieldContent;
  /** OBX-6. */
  readonly unit?: Components;
}

type Write = (value: JsonValue, context: MessageContext) => Value;

const object = (value: JsonValue): JsonObject => value as JsonObject;
const string = (value: JsonValue): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** By the name of `value[x]`. What has no type of HL7 v2 is not sent in part, but not at all. */
const WRITERS: Readonly<Record<string, Write>> = {
  valueQuantity: (value) => quantity(object(value)),
  valueCodeableConcept: (value, { destination }) => ({
    type: Number.parseFloat(destination.header.version) < 2.6 ? 'CE' : 'CWE',
    content: cwe(object(value), destination.naming) ?? '',
  }),
  valueString: (value) => text(string(value)),
  valueBoolean: (value) => ({
    type: 'CE',
    content: [value === true ? 'Y' : 'N', '', 'HL70136'],
  }),
  valueInteger: (value) => ({ type: 'NM', content: string(value) }),
  valueRange: (value) => range(object(value)),
  valueRatio: (value) => ratio(object(value)),
  valueTime: (value) => ({ type: 'TM', content: string(value).replace(/[:]|\..*$/g, '') }),
  valueDateTime: (value, { destination }) => ({
    type: 'TS',
    content: timestamp(string(value), destination.naming.timeZone),
  }),
  valuePeriod: (value, { destination }) => ({
    type: 'DR',
    content: ['start', 'end'].map((name) =>
      timestamp(stringAt(object(value), name), destination.naming.timeZone),
    ),
  }),
};

function valueOf(source: JsonObject, context: MessageContext): Value | undefined {
  for (const [name, value] of Object.entries(source)) {
    if (!/^value[A-Z]/.test(name) || value === undefined) continue;
    const write = WRITERS[name];
    if (write === undefined) {
      throw new GenerationError(`An Observation has a ${name}, which OBX-5 has no type for.`);
    }
    return write(value, context);
  }
  return undefined;
}

function text(value: string): Value {
  return value.includes('\n')
    ? { type: 'TX', content: textLines(value) }
    : { type: 'ST', content: value };
}

function quantity(value: JsonObject): Value {
  const number = numberOf(value);
  const comparator = stringAt(value, 'comparator');
  const content = comparator === undefined ? number : [comparator, number];
  return { type: comparator === undefined ? 'NM' : 'SN', content, ...unitOf(value) };
}

function range(value: JsonObject): Value {
  const low = objectAt(value, 'low');
  const high = objectAt(value, 'high');
  const unit = unitOf(low ?? high ?? {});
  if (low === undefined || high === undefined) {
    const content = low === undefined ? ['<=', numberOf(high ?? {})] : ['>=', numberOf(low)];
    return { type: 'SN', content, ...unit };
  }
  return { type: 'SN', content: ['', numberOf(low), '-', numberOf(high)], ...unit };
}

function ratio(value: JsonObject): Value {
  const [numerator, denominator] = ['numerator', 'denominator'].map(
    (name) => objectAt(value, name) ?? {},
  ) as [JsonObject, JsonObject];
  const content = ['', numberOf(numerator), ':', numberOf(denominator)];
  return { type: 'SN', content, ...unitOf(numerator) };
}

/** With the digits that it was written with. */
function numberOf(value: JsonObject): string {
  const number = value['value'];
  return decimalValue(number) === undefined ? '' : decimalText(number as number | ExactDecimal);
}

function unitOf(value: JsonObject): { readonly unit?: Components } {
  const unit = stringAt(value, 'unit');
  const code = stringAt(value, 'code');
  if (code !== undefined && stringAt(value, 'system') === SYSTEM.ucum) {
    return { unit: [code, unit ?? code, 'UCUM'] };
  }
  const shown = unit ?? code;
  return shown === undefined ? {} : { unit: [shown] };
}

/** The text of a range, or one that is made of its bounds. */
function referenceRange(range: JsonObject | undefined): string | undefined {
  if (range === undefined) return undefined;
  const given = stringAt(range, 'text');
  if (given !== undefined) return given;
  const [low = '', high = ''] = ['low', 'high'].map((name) =>
    numberOf(objectAt(range, name) ?? {}),
  );
  if (low !== '' && high !== '') return `${low}-${high}`;
  if (low !== '') return `>=${low}`;
  return high === '' ? undefined : `<=${high}`;
}

/** OBX-8: the code of HL7, whatever else is said. */
function interpretation(
  concept: JsonObject,
  { destination }: MessageContext,
): Components | undefined {
  const code = codeIn(concept, SYSTEM.interpretation, table('0078'));
  return code === undefined ? cwe(concept, destination.naming) : [code];
}

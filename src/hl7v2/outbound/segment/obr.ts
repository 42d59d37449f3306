/** ORC and OBR: a report. The reverse of `mapping/segment/obr.ts`. HL7 v2.8, 4.5.1, 4.5.3. */
import { objectAt, objectsAt, stringAt, type JsonObject } from '../../../fhir/json.js';
import { table } from '../../mapping/systems.js';
import { codeIn, cwe } from '../datatype/cwe.js';
import { placerAndFiller } from '../datatype/cx.js';
import { timestamp } from '../datatype/time.js';
import { xcn } from '../datatype/xcn.js';
import { ownNumber, type MessageContext } from '../message/context.js';
import { line, repeated, type Lines } from './lines.js';

/** HL7 table 0123, by https://hl7.org/fhir/R4/valueset-diagnostic-report-status.html. */
const STATUSES: Readonly<Record<string, string>> = {
  registered: 'O',
  partial: 'A',
  preliminary: 'P',
  final: 'F',
  amended: 'C',
  corrected: 'C',
  appended: 'C',
  cancelled: 'X',
  'entered-in-error': 'X',
};

/** ORC and OBR of a report. */
export async function orderLines(report: JsonObject, context: MessageContext): Promise<Lines> {
  const { naming } = context.destination;
  const numbers = placerAndFiller(report, naming, ownNumber(report, context));
  const people = (name: string) =>
    Promise.all(objectsAt(report, name).map((one) => xcn(one, report, context)));
  const effective = objectAt(report, 'effectivePeriod') ?? {};
  const start = stringAt(report, 'effectiveDateTime') ?? stringAt(effective, 'start');
  const orc = { 1: 'RE', 2: numbers.placer, 3: numbers.filler };
  const obr = {
    1: '1',
    2: numbers.placer,
    3: numbers.filler,
    4: cwe(objectAt(report, 'code'), naming),
    7: timestamp(start, naming.timeZone),
    8: timestamp(stringAt(effective, 'end'), naming.timeZone),
    22: timestamp(stringAt(report, 'issued'), naming.timeZone),
    24: section(report),
    25: STATUSES[stringAt(report, 'status') ?? ''],
    // NDL has the person in its first component: id and name in subcomponents.
    32: repeated((await people('resultsInterpreter')).map(nested)),
  };
  return [line('ORC', orc), line('OBR', obr)];
}

/** OBR-24: a code of HL7 table 0074. */
function section(report: JsonObject): string | undefined {
  return objectsAt(report, 'category')
    .map((concept) => codeIn(concept, table('0074')))
    .find((code) => code !== undefined);
}

type Person = Awaited<ReturnType<typeof xcn>>;

/** CNN within NDL: number & family name & given name … */
function nested(person: Person): readonly (readonly string[])[] | undefined {
  if (person === undefined) return undefined;
  const parts = person.slice(0, 7).map((part) => (typeof part === 'string' ? part : part?.[0]));
  const authority = person[8];
  const [namespace = '', ...universal] = typeof authority === 'string' ? [] : (authority ?? []);
  return [[...parts.map((part) => part ?? ''), '', namespace, ...universal]];
}

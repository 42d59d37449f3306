/** OBR as a result: DiagnosticReport. V2-to-FHIR: OBR[DiagnosticReport], ORC[DiagnosticReport]. */
import type { JsonObject } from '../../../fhir/json.js';
import { codeableConcept } from '../datatype/coded.js';
import { ei } from '../datatype/identifier.js';
import { dateTime, epoch, instant, period } from '../datatype/time.js';
import type { TypedValue } from '../datatype/value.js';
import { practitionerRole } from '../datatype/xcn.js';
import type { Draft } from '../draft.js';
import { coding, concept, unknownConcept } from '../element.js';
import type { MappingRun } from '../run.js';
import type { Site } from '../site.js';
import type { SegmentSource, Source } from '../source.js';
import { table } from '../systems.js';
import { lookUpCode } from '../table/code-table.js';
import { REPORT_STATUS, SECTION_CATEGORY } from '../table/result.js';
import type { ResourceKey } from '../types.js';
import { orderIdentifiers, secondary, type OrderNumbers } from './order-numbers.js';

export interface ReportFrame {
  readonly patient: Draft;
  readonly encounter: JsonObject | undefined;
  readonly numbers: OrderNumbers;
  readonly key: ResourceKey;
  readonly order: Draft | undefined;
  /** The status when OBR-25 is empty: what ORC and the observations show. */
  readonly status: string;
}

/**
 * The key of a report: the filler's number, else the placer's, with the code of what was asked for,
 * as laboratories use one number for all reports on a specimen. Undefined without a number.
 */
export function reportKey(
  run: MappingRun,
  { placer, filler, code }: OrderNumbers,
): ResourceKey | undefined {
  const number = filler ?? placer;
  if (number === undefined) return undefined;
  const value = run.site.keyValue(number.system, number.value, code);
  return {
    identifiers: [{ system: run.site.keySystem('report'), value }],
    isNarrow: false,
    isOfPatient: false,
  };
}

/** The report of an OBR. Its results are added where they are made. */
export function diagnosticReport(run: MappingRun, obr: SegmentSource, frame: ReportFrame): Draft {
  const { site } = run;
  const { numbers, key } = frame;
  const draft = run.draft({ type: 'DiagnosticReport', key, at: reportTime(run, obr) });
  const derived = key.identifiers.map(secondary);
  draft.add('identifier', [...orderIdentifiers(numbers), ...derived], obr.field(2), obr.field(3));
  draft.about('subject', frame.patient.reference, { path: 'PID' });
  draft.set('encounter', frame.encounter);
  if (frame.order !== undefined) draft.set('basedOn', [frame.order.reference], obr.field(2));
  draft.set('status', reportStatus(obr.field(25), frame.status, site), obr.field(25));
  draft.take('code', obr.field(4), (source) => codeableConcept(source, site, { field: 'OBR-4' }));
  draft.default('code', unknownConcept());
  draft.set('category', categories(obr.field(24), site), obr.field(24));
  const effective = effectiveOf(obr, site);
  if (effective !== undefined) draft.choice('effective', effective, obr.field(7), obr.field(8));
  draft.take('issued', obr.field(22), instant);
  people(run, draft, obr);
  parent(draft, obr, site);
  return draft;
}

/** A report is as old as its status: OBR-22. */
export function reportTime(run: MappingRun, obr: SegmentSource): number {
  const changed = obr.field(22).isValued ? epoch(obr.field(22), run.site) : undefined;
  return changed === undefined ? run.time.at : Math.min(changed, run.context.receivedAt);
}

/** OBR-25; Y and Z answer queries and are no status of a result. */
function reportStatus(source: Source, otherwise: string, site: Site): string {
  if (!source.isValued) return otherwise;
  const found = lookUpCode(source, site, { field: 'OBR-25', table: '0123' }, REPORT_STATUS);
  if (found === undefined) site.warn(source, 'status-unknown', { code: source.code });
  return found ?? 'unknown';
}

function categories(source: Source, site: Site): JsonObject[] | undefined {
  const code = source.code?.toUpperCase();
  if (code === undefined) return undefined;
  const sent = codeableConcept(source, site, { field: 'OBR-24', table: '0074' });
  return sent === undefined ? [concept(coding(table('0074'), code))] : [sent];
}

/** The category of the observations: by OBR-24, else what the settings say. */
export function observationCategory(obr: SegmentSource, site: Site): string | undefined {
  const section = SECTION_CATEGORY[obr.field(24).code?.toUpperCase() ?? ''];
  const { resultCategory } = site.settings;
  return section ?? (resultCategory === 'none' ? undefined : resultCategory);
}

/** OBR-7, or the period from OBR-7 to OBR-8. */
export function effectiveOf(obr: SegmentSource, site: Site): TypedValue | undefined {
  const [start, end] = [obr.field(7), obr.field(8)].map((source) =>
    source.isValued ? dateTime(source, site) : undefined,
  );
  if (end === undefined)
    return start === undefined ? undefined : { type: 'DateTime', value: start };
  const value = period(obr.field(7), obr.field(8), site);
  return value === undefined ? undefined : { type: 'Period', value };
}

/** OBR-32, 34 and 35 (NDL: the person is in the first component). */
function people(run: MappingRun, draft: Draft, obr: SegmentSource): void {
  draft.takeEach('resultsInterpreter', 'OBR-32', obr.field(32), (source) => nameInNdl(run, source));
  for (const number of [34, 35]) {
    draft.takeEach('performer', `OBR-${number}`, obr.field(number), (source) =>
      nameInNdl(run, source),
    );
  }
}

/** CNN in subcomponents: id & family name & given name … */
function nameInNdl(run: MappingRun, source: Source): JsonObject | undefined {
  const isNested = source.part(1).part(2).isValued;
  return practitionerRole(run, isNested ? source.part(1) : source);
}

/** OBR-29: the order that this one follows from. */
function parent(draft: Draft, obr: SegmentSource, site: Site): void {
  const field = obr.field(29);
  if (!field.isValued) return;
  const isPair = field.part(1).part(1).isValued || field.part(2).isValued;
  const number = isPair
    ? (ei(field.part(2), site, 'filler') ?? ei(field.part(1), site, 'placer'))
    : undefined;
  if (number === undefined || draft.has('basedOn')) return;
  draft.set('basedOn', [{ type: 'ServiceRequest', identifier: number.identifier }], field);
}

/** NTEs behind an OBR: R4 has no note of a report, R5 has. */
export const REPORT_NOTE =
  'http://hl7.org/fhir/5.0/StructureDefinition/extension-DiagnosticReport.note';

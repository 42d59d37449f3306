/** The orders of a result message, each with its observations and specimens. */
import type { SegmentGroup } from '../../parser/groups.js';
import type { MappingRun } from '../run.js';
import { observationCode, valueType, type ObservationSegments } from '../segment/obx.js';
import type { OrderSegments } from '../segment/orc.js';
import type { SegmentSource } from '../source.js';

export interface ResultOrder extends OrderSegments {
  readonly obr: SegmentSource;
  readonly observations: readonly ObservationSegments[];
  readonly specimens: readonly SpecimenSegments[];
}

/** A specimen, and what was observed about it itself. */
export interface SpecimenSegments {
  readonly spm: SegmentSource;
  readonly observations: readonly ObservationSegments[];
}

/** Reads a SPECIMEN group; undefined without SPM. */
export function specimenSegments(
  run: MappingRun,
  group: SegmentGroup,
): SpecimenSegments | undefined {
  const spm = run.source(group.segment('SPM'));
  if (spm === undefined) return undefined;
  const own = run
    .sources(group.segmentsNamed('OBX'))
    .map((obx) => ({ obx, notes: [], continued: [] }));
  return { spm, observations: own };
}

/** Reads an ORDER_OBSERVATION of ORU; undefined without OBR. */
export function oruOrder(run: MappingRun, group: SegmentGroup): ResultOrder | undefined {
  const segments = orderSegments(run, group);
  const { obr } = segments;
  if (obr === undefined) return undefined;
  return {
    ...segments,
    obr,
    observations: observations(
      run,
      group.groups.filter(({ name }) => name === 'OBSERVATION'),
    ),
    specimens: group.groupsNamed('SPECIMEN').flatMap((one) => specimenSegments(run, one) ?? []),
  };
}

/** Reads an ORDER of OUL^R22, which stands below its specimen. */
export function oulOrder(
  run: MappingRun,
  group: SegmentGroup,
  specimen: SpecimenSegments | undefined,
): ResultOrder | undefined {
  const segments = orderSegments(run, group);
  const { obr } = segments;
  if (obr === undefined) return undefined;
  return {
    ...segments,
    obr,
    observations: observations(run, group.groupsNamed('RESULT')),
    specimens: specimen === undefined ? [] : [specimen],
  };
}

/** ORC, OBR, TQ1 and NTE directly in a group. */
export function orderSegments(run: MappingRun, group: SegmentGroup): OrderSegments {
  return {
    orc: run.source(group.segment('ORC')),
    obr: run.source(group.segment('OBR')),
    tq1: run.sources(group.segmentsNamed('TQ1')),
    notes: run.sources(group.segmentsNamed('NTE')),
  };
}

/** Observations; those that go on with the text of the one before are part of it. */
export function observations(
  run: MappingRun,
  groups: readonly SegmentGroup[],
): readonly ObservationSegments[] {
  const all: { obx: SegmentSource; notes: SegmentSource[]; continued: SegmentSource[] }[] = [];
  for (const group of groups) {
    const obx = run.source(group.segment('OBX'));
    if (obx === undefined) continue;
    const notes = run.sources(group.segmentsNamed('NTE'));
    const before = all.at(-1);
    if (before === undefined || !goesOn(before.obx, obx)) {
      all.push({ obx, notes: [...notes], continued: [] });
    } else {
      before.notes.push(...notes);
      before.continued.push(obx);
    }
  }
  return all;
}

/** Long texts come as several OBXs of type TX or FT with the same code and sub-id. */
function goesOn(before: SegmentSource, obx: SegmentSource): boolean {
  const isText = ['TX', 'FT'].includes(valueType(obx)) && valueType(before) === valueType(obx);
  return isText && observationCode(before).join('|') === observationCode(obx).join('|');
}

/**
 * PL: a place within an institution. HL7 v2.8, 2A.2.52: point of care ^ room ^ bed ^ facility ^ status
 * ^ type ^ building ^ floor ^ description. Becomes a Location, which is part of that of its ward.
 */
import type { JsonObject } from '../../../fhir/json.js';
import { concept, coding, object } from '../element.js';
import { keyOf, type MappingRun } from '../run.js';
import type { Source } from '../source.js';
import { hl7 } from '../systems.js';

interface Place {
  readonly ward: string | undefined;
  readonly room: string | undefined;
  readonly bed: string | undefined;
  readonly facility: string | undefined;
  readonly building: string | undefined;
  readonly description: string | undefined;
}

/** A reference to the Location; undefined when the place has no name at any level. */
export function pl(run: MappingRun, source: Source): JsonObject | undefined {
  const [ward, room, bed, facility, building, description] = [1, 2, 3, 4, 7, 9].map(
    (part) => source.part(part).part(1).string,
  );
  const place: Place = { ward, room, bed, facility, building, description };
  const kind = kindOf(place);
  if (kind === undefined) return undefined;
  const isWithinWard = ward !== undefined && (room !== undefined || bed !== undefined);
  const outer = isWithinWard
    ? locationOf(run, { ...place, room: undefined, bed: undefined, description: undefined }, source)
    : undefined;
  return locationOf(run, place, source, outer);
}

function locationOf(
  run: MappingRun,
  place: Place,
  source: Source,
  partOf?: JsonObject,
): JsonObject {
  const { ward, room, bed, facility, building, description } = place;
  const system = run.site.localSystem('location');
  const value = [facility, building, ward, room, bed].map((part) => part ?? '').join('/');
  const kind = kindOf(place) ?? KINDS.site;
  const parts = [ward ?? building ?? facility, [room, bed].filter(Boolean).join('-')];
  const name = description ?? parts.filter((part) => part !== undefined && part !== '').join(' ');
  const draft = run.draft({
    type: 'Location',
    key: keyOf({ system, value }),
    authority: 'catalogue',
  });
  draft.add('identifier', [{ system, value }], source);
  draft.set('name', name, source);
  draft.default('mode', 'instance');
  draft.set('physicalType', concept(coding(hl7('location-physical-type'), ...kind)), source);
  if (partOf !== undefined) draft.set('partOf', partOf, source);
  return object({ ...draft.reference, display: name });
}

const KINDS = {
  bed: ['bd', 'Bed'],
  room: ['ro', 'Room'],
  ward: ['wa', 'Ward'],
  building: ['bu', 'Building'],
  site: ['si', 'Site'],
} as const;

function kindOf({
  ward,
  room,
  bed,
  building,
  facility,
}: Place): readonly [string, string] | undefined {
  if (bed !== undefined) return KINDS.bed;
  if (room !== undefined) return KINDS.room;
  if (ward !== undefined) return KINDS.ward;
  if (building !== undefined) return KINDS.building;
  return facility === undefined ? undefined : KINDS.site;
}

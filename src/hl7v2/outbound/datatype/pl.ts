/** PL: a place within an institution. HL7 v2.8, 2A.2.52: point of care ^ room ^ bed ^ facility … */
import { objectAt, objectsAt, stringAt, type JsonObject } from '../../../fhir/json.js';
import { hl7 } from '../../mapping/systems.js';
import type { Components } from '../../parser/print.js';
import type { MessageContext } from '../message/context.js';
import { localParts } from '../naming.js';
import { codeIn } from './cwe.js';

/** Component by kind of place: https://hl7.org/fhir/R4/valueset-location-physical-type.html. */
const PARTS: Readonly<Record<string, number>> = { wa: 1, ro: 2, bd: 3, si: 4, bu: 7, lvl: 8 };
/** A bed is in a room, the room on a ward, the ward in a building. */
const MOST_LEVELS = 6;

/** A place with those that it is part of; undefined when nothing is known of it. */
export async function pl(
  reference: JsonObject | undefined,
  within: JsonObject,
  context: MessageContext,
): Promise<Components | undefined> {
  if (reference === undefined) return undefined;
  let location = await context.related.read(reference, within);
  const display = stringAt(reference, 'display');
  if (location?.resourceType !== 'Location') {
    return display === undefined ? undefined : [display];
  }
  const sent = asItWasSent(location);
  if (sent !== undefined) return sent;
  const parts: string[] = Array.from({ length: 9 }, () => '');
  for (let level = 0; location !== undefined && level < MOST_LEVELS; level += 1) {
    const index = partOf(location) - 1;
    if (parts[index] === '') {
      parts[index] = stringAt(location, 'name') ?? stringAt(location, 'id') ?? '';
    }
    location = await context.related.read(objectAt(location, 'partOf'), location);
  }
  return parts;
}

/** What is no part of a hospital that has a component goes into the first. */
function partOf(location: JsonObject): number {
  const kind = codeIn(objectAt(location, 'physicalType'), hl7('location-physical-type'));
  return PARTS[kind ?? ''] ?? 1;
}

/** A place that came in a message has its parts in its number: see `mapping/datatype/pl.ts`. */
function asItWasSent(location: JsonObject): Components | undefined {
  for (const identifier of objectsAt(location, 'identifier')) {
    const system = stringAt(identifier, 'system') ?? '';
    if (localParts(system)?.[0] !== 'location') continue;
    const [facility = '', building = '', ward = '', room = '', bed = ''] = (
      stringAt(identifier, 'value') ?? ''
    ).split('/');
    return [ward, room, bed, facility, '', '', building];
  }
  return undefined;
}

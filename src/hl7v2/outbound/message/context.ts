/** What every message is made with. */
import { GenerationError } from '../router.js';
import { stringAt, type JsonObject } from '../../../fhir/json.js';
import type { Components } from '../../parser/print.js';
import type { Destination } from '../destination.js';
import type { Related } from '../related.js';
import type { Lines } from '../segment/lines.js';

export interface MessageContext {
  readonly destination: Destination;
  readonly related: Related;
  /** When the change was made, in milliseconds since the epoch: EVN-2. */
  readonly changed: number;
}

/** A message before its header: what happened, and the segments that say it. */
export interface Draft {
  /** MSH-9: code, trigger, structure. */
  readonly type: readonly [code: string, trigger: string, structure: string];
  readonly lines: Lines;
  /** Logical id of the patient. */
  readonly patient: string;
}

/** The logical id that every stored resource has. */
export function idOf(resource: JsonObject): string {
  const id = stringAt(resource, 'id');
  if (id === undefined) throw new GenerationError('A resource has no id.');
  return id;
}

/** Numbers something that has no number of anybody by its logical id here. */
export function ownNumber(resource: JsonObject, { destination }: MessageContext): Components {
  return [idOf(resource), ownAuthority(destination)];
}

/** Who gives out the logical ids: this server, as MSH-4 or MSH-3 has it. */
export function ownAuthority({ header }: Destination): string {
  return header.sendingFacility === '' ? header.sendingApplication : header.sendingFacility;
}

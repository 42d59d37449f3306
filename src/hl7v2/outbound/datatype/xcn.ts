/** XCN: professionals with their numbers. HL7 v2.8, 2A.2.88. */
import { objectAt, objectsAt, stringAt, type JsonObject } from '../../../fhir/json.js';
import type { Components } from '../../parser/print.js';
import { SYSTEM } from '../../mapping/systems.js';
import type { MessageContext } from '../message/context.js';
import { authorityName } from '../naming.js';
import { hd } from './cx.js';
import { nameParts, type NameParts } from './xpn.js';

/** Numbers that every Dutch receiver knows, the best known first. */
const PREFERRED: readonly string[] = [SYSTEM.agb, SYSTEM.uzi, SYSTEM.big];

/**
 * Whom a reference names: a Practitioner, by itself or in a PractitionerRole.
 * @returns undefined for anybody else, and when nothing is known but a reference
 */
export async function xcn(
  reference: JsonObject | undefined,
  within: JsonObject,
  context: MessageContext,
): Promise<Components | undefined> {
  if (reference === undefined) return undefined;
  const named = await context.related.read(reference, within);
  const practitioner =
    named?.resourceType === 'PractitionerRole'
      ? await context.related.read(objectAt(named, 'practitioner'), named)
      : named;
  if (practitioner?.resourceType === 'Practitioner') return ofPractitioner(practitioner, context);
  const display = stringAt(reference, 'display');
  const isPerson = named === undefined || named.resourceType === 'PractitionerRole';
  return isPerson && display !== undefined && isOfPerson(reference) ? ['', display] : undefined;
}

/** A reference without anything stored behind it says of which type it is, or nothing. */
function isOfPerson(reference: JsonObject): boolean {
  const kind = stringAt(reference, 'type') ?? stringAt(reference, 'reference')?.split('/')[0];
  return kind === undefined || kind.startsWith('Practitioner') || kind.startsWith('#');
}

function ofPractitioner(
  practitioner: JsonObject,
  { destination }: MessageContext,
): Components | undefined {
  const number = numberOf(practitioner, destination.naming);
  const [name] = objectsAt(practitioner, 'name');
  const parts = name === undefined ? undefined : nameParts(name);
  if (number === undefined && parts === undefined) return undefined;
  const { value, authority, type } = number ?? NO_NUMBER;
  const { family, given, further, suffix, prefix } = parts ?? NO_NAME;
  return [value, family, given, further, suffix, prefix, '', '', authority, 'L', '', '', type];
}

const NO_NAME: NameParts = { family: [], given: '', further: '', suffix: '', prefix: '' };

interface Numbered {
  readonly value: string;
  readonly authority: readonly string[];
  readonly type: string;
}

const NO_NUMBER: Numbered = { value: '', authority: [], type: '' };

function numberOf(
  practitioner: JsonObject,
  naming: Parameters<typeof authorityName>[1],
): Numbered | undefined {
  const identifiers = objectsAt(practitioner, 'identifier');
  const rank = (one: JsonObject): number => {
    const at = PREFERRED.indexOf(stringAt(one, 'system') ?? '');
    return at < 0 ? PREFERRED.length : at;
  };
  const sorted = [...identifiers].sort((one, other) => rank(one) - rank(other));
  for (const identifier of sorted) {
    const value = stringAt(identifier, 'value');
    const authority = authorityName(stringAt(identifier, 'system'), naming);
    if (value !== undefined && authority !== undefined) {
      return { value, authority: hd(authority), type: authority.type ?? '' };
    }
  }
  return undefined;
}

/** CX and EI: numbers with who gave them out. HL7 v2.8, 2A.2.14 (CX), 2A.2.25 (EI). */
import { objectAt, objectsAt, stringAt, type JsonObject } from '../../../fhir/json.js';
import { table } from '../../mapping/systems.js';
import type { Components } from '../../parser/print.js';
import type { NamingSettings } from '../destination.js';
import { authorityName, type AuthorityName } from '../naming.js';

/** CX; undefined for an identifier that says nothing to others. */
export function cx(identifier: JsonObject, naming: NamingSettings): Components | undefined {
  const value = stringAt(identifier, 'value');
  const authority = authorityName(stringAt(identifier, 'system'), naming);
  if (value === undefined || authority === undefined || isOld(identifier)) return undefined;
  const type = authority.type ?? typeOf(identifier) ?? '';
  return [value, '', '', hd(authority), type];
}

/** HD in subcomponents. */
export function hd({ namespace, universalId, universalIdType }: AuthorityName): readonly string[] {
  return [namespace, universalId, universalIdType];
}

/** EI; undefined for an identifier that says nothing to others. */
export function ei(identifier: JsonObject, naming: NamingSettings): Components | undefined {
  const value = stringAt(identifier, 'value');
  const authority = authorityName(stringAt(identifier, 'system'), naming);
  if (value === undefined || authority === undefined || isOld(identifier)) return undefined;
  return [value, authority.namespace, authority.universalId, authority.universalIdType];
}

/** The code of HL7 table 0203; undefined when it has none. */
export function typeOf(identifier: JsonObject): string | undefined {
  const type = objectAt(identifier, 'type') ?? {};
  return objectsAt(type, 'coding')
    .filter((coding) => stringAt(coding, 'system') === table('0203'))
    .map((coding) => stringAt(coding, 'code'))
    .find((code) => code !== undefined);
}

/** Of somebody else now, or of a merged record. */
function isOld(identifier: JsonObject): boolean {
  return stringAt(identifier, 'use') === 'old';
}

/** The numbers of an order or appointment by who gave them: the placer's and the filler's. */
export function placerAndFiller(
  resource: JsonObject,
  naming: NamingSettings,
  own: Components,
): { readonly placer: Components | undefined; readonly filler: Components } {
  const all = objectsAt(resource, 'identifier');
  const ofType = (type: string): Components | undefined =>
    all.filter((one) => typeOf(one) === type).map((one) => ei(one, naming))[0];
  const untyped = all
    .filter((one) => !['PLAC', 'FILL'].includes(typeOf(one) ?? ''))
    .flatMap((one) => [ei(one, naming) ?? []].filter((parts) => parts.length > 0));
  const placer = ofType('PLAC');
  // Without a number of its own it has that of this server.
  return { placer, filler: ofType('FILL') ?? untyped[0] ?? placer ?? own };
}

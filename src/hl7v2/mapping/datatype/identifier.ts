/**
 * CX, EI and EIP: numbers with who gave them out. HL7 v2.8, 2A.2.14 (CX), 2A.2.25 (EI), 2A.2.26 (EIP).
 */
import { isBsn } from '../../../fhir/bsn.js';
import type { JsonObject } from '../../../fhir/json.js';
import { coding, element, object } from '../element.js';
import type { Site } from '../site.js';
import type { Source } from '../source.js';
import { SYSTEM, table } from '../systems.js';
import { IDENTIFIER_TYPES } from '../table/0203.js';
import type { Token } from '../types.js';
import { authority, identifierSystem, type NumberedKind } from './hd.js';
import { date } from './time.js';

/** A number as it was read. */
export interface ReadIdentifier extends Token {
  /** HL7 table 0203. */
  readonly type: string | undefined;
  readonly identifier: JsonObject;
  readonly path: string;
}

/**
 * CX: a number of a patient, visit, account. A citizen service number that fails its check or is a
 * dummy is no number at all.
 */
export function cx(source: Source, site: Site, kind: NumberedKind): ReadIdentifier | undefined {
  const given = source.part(1).string;
  if (given === undefined || given === '""') {
    if (source.isValued) site.warn(source, 'identifier-incomplete');
    return undefined;
  }
  const type = source.part(5).code?.toUpperCase();
  const from = authority(source.part(4));
  const system = identifierSystem(from, { kind, type }, source, site);
  const value = system === SYSTEM.bsn ? bsn(given, source, site) : given;
  if (value === undefined) return undefined;
  const identifier = object({
    type: system === SYSTEM.bsn ? undefined : identifierType(type),
    system,
    value,
    period: element({ start: date(source.part(7), site), end: date(source.part(8), site) }),
  });
  return { system, value, type, identifier, path: source.path };
}

function bsn(text: string, source: Source, site: Site): string | undefined {
  const digits = text.replace(/[\s.]/g, '');
  if (!/^\d{8,9}$/.test(digits) || !isBsn(digits)) {
    site.warn(source, 'bsn-invalid');
    return undefined;
  }
  const value = digits.padStart(9, '0');
  if (!site.settings.dummyBsns.includes(value)) return value;
  site.warn(source, 'bsn-dummy');
  return undefined;
}

/** EI: a number of an order, document, specimen. */
export function ei(source: Source, site: Site, kind: NumberedKind): ReadIdentifier | undefined {
  const value = source.part(1).string;
  if (value === undefined) return undefined;
  const system = identifierSystem(authority(source, 2), { kind }, source, site);
  return { system, value, type: undefined, identifier: { system, value }, path: source.path };
}

/** EIP: the placer's number and the filler's, each an EI in subcomponents. */
export function eip(
  source: Source,
  site: Site,
  kinds: { readonly placer: NumberedKind; readonly filler: NumberedKind },
): readonly ReadIdentifier[] {
  const placer = ei(source.part(1), site, kinds.placer);
  const filler = ei(source.part(2), site, kinds.filler);
  return [placer, filler].filter((one) => one !== undefined);
}

/** The type of an identifier; undefined when the table does not have it. */
export function identifierType(code: string | undefined): JsonObject | undefined {
  if (code === undefined || !IDENTIFIER_TYPES.has(code)) return undefined;
  return { coding: [coding(table('0203'), code)] };
}

/** An identifier with another type than it was sent with: PLAC, FILL … */
export function typedIdentifier(read: Token, type: string): JsonObject {
  return object({ type: identifierType(type), system: read.system, value: read.value });
}

/** An identifier with no more than system and value. */
export function plainIdentifier({ system, value }: Token): JsonObject {
  return { system, value };
}

/** The token of what was read: system and value. */
export function token({ system, value }: Token): Token {
  return { system, value };
}

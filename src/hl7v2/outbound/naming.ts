/**
 * How FHIR systems are said in HL7 v2: assigning authorities (HD) and names of code systems (table
 * 0396). The reverse of `mapping/datatype/hd.ts` and `mapping/table/0396.ts`.
 */
import { SYSTEM, table } from '../mapping/systems.js';
import { CODE_SYSTEMS } from '../mapping/table/0396.js';
import type { NamingSettings } from './destination.js';

/** Who gave out a number, and what kind of number it is (HL7 table 0203). */
export interface AuthorityName {
  readonly namespace: string;
  readonly universalId: string;
  readonly universalIdType: string;
  readonly type: string | undefined;
}

/** What every Dutch receiver means the same by. */
const NATIONAL: Readonly<Record<string, string>> = {
  [SYSTEM.bsn]: 'NLMINBIZA^NNNLD',
  [SYSTEM.passport]: 'NLMINBIZA^PPN',
  [SYSTEM.uzovi]: 'VEKTIS^UZOVI',
  [SYSTEM.agb]: 'VEKTIS',
  [SYSTEM.uzi]: 'UZI',
  [SYSTEM.big]: 'BIG',
  [SYSTEM.ura]: 'URA',
};

/** Systems that this server makes up for senders that name none: see `Site.localSystem`. */
const LOCAL = 'urn:hl7v2:';
/** Kinds of numbers that stand where a namespace would, when the sender named none. */
const KINDS = new Set(
  (
    'patient account visit placer filler group specimen document appointment practitioner ' +
    'organization related-person policy event'
  ).split(' '),
);

/**
 * The authority of a system.
 * @returns undefined for keys that this server made for itself: they are of no use to others
 */
export function authorityName(
  system: string | undefined,
  { identifierSystems }: NamingSettings,
): AuthorityName | undefined {
  if (system === undefined) return named('', undefined);
  const given = identifierSystems[system] ?? NATIONAL[system];
  if (given !== undefined) {
    const [namespace = '', type] = given.split('^');
    return named(namespace, type);
  }
  const local = localParts(system);
  if (local !== undefined) {
    const [first = '', second] = local;
    if (first === 'key' || first === 'location') return undefined;
    return KINDS.has(first) ? named('', second) : named(first, second);
  }
  return universal(system);
}

function named(namespace: string, type: string | undefined): AuthorityName {
  return { namespace, universalId: '', universalIdType: '', type };
}

function universal(system: string): AuthorityName {
  const [, scheme, id = ''] = /^urn:(oid|uuid):(.+)$/.exec(system) ?? [];
  const base = { namespace: '', type: undefined };
  if (scheme === 'oid') return { ...base, universalId: id, universalIdType: 'ISO' };
  if (scheme === 'uuid') return { ...base, universalId: id, universalIdType: 'UUID' };
  return { ...base, universalId: system, universalIdType: 'URI' };
}

/** What follows the scope in `urn:hl7v2:SCOPE:…`; undefined for other systems. */
export function localParts(system: string): readonly string[] | undefined {
  if (!system.startsWith(LOCAL)) return undefined;
  const [, ...names] = system.slice(LOCAL.length).split(':');
  return names.map((name) => {
    try {
      return decodeURIComponent(name);
    } catch {
      return name;
    }
  });
}

/** The first name of each code system in the table is the usual one. */
const CODE_SYSTEM_NAMES = new Map(
  Object.entries(CODE_SYSTEMS)
    .map(([name, system]) => [system, name] as const)
    .reverse(),
);

/** The name of a code system; '' when the code has none. */
export function codeSystemName(
  system: string | undefined,
  { codeSystems }: NamingSettings,
): string {
  if (system === undefined) return '';
  const given = codeSystems[system] ?? CODE_SYSTEM_NAMES.get(system);
  if (given !== undefined) return given;
  const number = new RegExp(`^${table('(\\d{4})')}$`).exec(system)?.[1];
  if (number !== undefined) return `HL7${number}`;
  const local = localParts(system)?.[0];
  // `OBX-3`: a code of the sender's own that named no system.
  if (local !== undefined) return /^[A-Z][A-Z0-9]{2}-\d+$/.test(local) ? 'L' : local;
  return system.replace(/^urn:oid:/, '');
}

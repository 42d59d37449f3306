/**
 * HD: who gave out a number. HL7 v2.8, 2A.2.33: namespace & universal id & type of universal id.
 * Here it becomes a FHIR system.
 */
import { BSN_OID } from '../../../fhir/bsn.js';
import type { Site } from '../site.js';
import type { Source } from '../source.js';
import { SYSTEM } from '../systems.js';

export interface Authority {
  readonly namespace: string | undefined;
  readonly universalId: string | undefined;
  readonly universalIdType: string | undefined;
}

/** Reads the three parts of an HD, or of an EI from its second part on. */
export function authority(source: Source, first = 1): Authority {
  return {
    namespace: source.part(first).string,
    universalId: source.part(first + 1).string,
    universalIdType: source.part(first + 2).code?.toUpperCase(),
  };
}

/** What is numbered; decides the system when nobody is named who gave out the number. */
export type NumberedKind =
  | 'patient'
  | 'account'
  | 'visit'
  | 'placer'
  | 'filler'
  | 'group'
  | 'specimen'
  | 'document'
  | 'appointment'
  | 'practitioner'
  | 'organization'
  | 'related-person'
  | 'policy'
  | 'event';

/** Namespaces that every Dutch sender means the same by. */
const DUTCH_NAMESPACES: Readonly<Record<string, string>> = {
  'NLMINBIZA^NNNLD': SYSTEM.bsn,
  'NLMINBIZA^PPN': SYSTEM.passport,
  'VEKTIS^UZOVI': SYSTEM.uzovi,
  UZOVI: SYSTEM.uzovi,
  VEKTIS: SYSTEM.agb,
  AGB: SYSTEM.agb,
  'AGB-Z': SYSTEM.agb,
  UZI: SYSTEM.uzi,
  BIG: SYSTEM.big,
  URA: SYSTEM.ura,
};

const DUTCH_OIDS: Readonly<Record<string, string>> = {
  [BSN_OID]: SYSTEM.bsn,
  '2.16.840.1.113883.2.4.6.1': SYSTEM.agb,
  '2.16.528.1.1007.3.1': SYSTEM.uzi,
  '2.16.528.1.1007.3.3': SYSTEM.ura,
  '2.16.528.1.1007.5.1': SYSTEM.big,
  '2.16.840.1.113883.2.4.6.4': SYSTEM.uzovi,
};

/** Types of which one authority gives out the same numbers: they need no system of their own. */
const PLAIN_TYPES = new Set([undefined, 'PI', 'MR', 'PT', 'VN', 'AN', 'L', 'FI']);

interface Numbered {
  readonly kind: NumberedKind;
  /** HL7 table 0203. */
  readonly type?: string | undefined;
}

/**
 * The system of a number. In order: what the settings say, what is the same in the whole country, a
 * universal id, one that is derived from the namespace, and one for numbers of nobody.
 * @param source where the number stands, for the warning
 */
export function identifierSystem(
  from: Authority,
  { kind, type }: Numbered,
  source: Source,
  site: Site,
): string {
  const known = knownSystem(from, type, site) ?? universalSystem(from);
  if (known !== undefined) return known;
  const suffix = PLAIN_TYPES.has(type) ? [] : [type ?? ''];
  if (from.namespace !== undefined) {
    const system = site.localSystem(from.namespace, ...suffix);
    site.warn({ path: fieldOf(source.path) }, 'authority-unknown', {
      code: from.namespace,
      system,
    });
    return system;
  }
  const byDefault = site.settings.identifierSystems[kind];
  if (byDefault !== undefined) return byDefault;
  const system = site.localSystem(kind, ...suffix);
  site.warn({ path: fieldOf(source.path) }, 'authority-missing', { system });
  return system;
}

function knownSystem(from: Authority, type: string | undefined, site: Site): string | undefined {
  const { namespace = '', universalId = '' } = from;
  const configured = site.settings.identifierSystems;
  const national = namespace.toUpperCase();
  return (
    configured[`${namespace}^${type ?? ''}`] ??
    configured[namespace] ??
    configured[universalId] ??
    DUTCH_NAMESPACES[`${national}^${type ?? ''}`] ??
    (type === 'NNNLD' ? SYSTEM.bsn : undefined) ??
    DUTCH_OIDS[universalId] ??
    DUTCH_NAMESPACES[national]
  );
}

/** A system from a universal id: an OID, a UUID or a URI. */
export function universalSystem({ universalId, universalIdType }: Authority): string | undefined {
  if (universalId === undefined) return undefined;
  if (/^[0-2](\.(0|[1-9]\d*))+$/.test(universalId)) return `urn:oid:${universalId}`;
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(universalId)) {
    return `urn:uuid:${universalId.toLowerCase()}`;
  }
  if (/^(https?:\/\/|urn:)\S+$/i.test(universalId)) return universalId;
  return universalIdType === 'DNS' && /^[a-z0-9.-]+$/i.test(universalId)
    ? `http://${universalId}`
    : undefined;
}

/** `PID-3[2].4` to `PID-3`: a finding about a sender is one, not one for each repetition. */
function fieldOf(path: string): string {
  return path.replace(/\[\d+\]/g, '').replace(/^(\w{3}-\d+).*$/, '$1');
}

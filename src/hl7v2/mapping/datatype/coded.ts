/**
 * CWE, CE, CNE, IS and ID: codes. HL7 v2.8, 2A.2.13 (CWE), 2A.2.8 (CNE). Up to three codings, and
 * the text that a person saw. No coding is ever dropped: what nobody knows keeps a local system.
 */
import type { JsonObject } from '../../../fhir/json.js';
import type { MapCode } from '../code-maps.js';
import { object } from '../element.js';
import type { Site } from '../site.js';
import type { Source } from '../source.js';
import { table } from '../systems.js';
import { CODE_SYSTEMS, LOCAL_NAMES, systemOfOid } from '../table/0396.js';
import { universalSystem } from './hd.js';

/** Code, text and code system of a coding; and version, and OID of the system. */
const CODINGS = [
  { first: 1, version: 7, oid: 14 },
  { first: 4, version: 8, oid: 17 },
  { first: 10, version: 13, oid: 20 },
] as const;
const ORIGINAL_TEXT = 9;

/** How a coded field is to be read. */
export interface CodedField {
  /** `OBX-3`: names the field for code maps and local systems, without repetitions. */
  readonly field: string;
  /** The HL7 table that the codes are from when no system is named: `0162`. */
  readonly table?: string;
}

/** A concept with every coding that was sent and those that code maps give for them. */
export function codeableConcept(
  source: Source,
  site: Site,
  coded: CodedField,
): JsonObject | undefined {
  const codings: ReadCoding[] = [];
  for (const place of CODINGS) {
    const one = readCoding(source, site, coded, place);
    if (one !== undefined) codings.push(...translations(one, source, site, coded), one);
  }
  const text = source.part(ORIGINAL_TEXT).string ?? source.part(2).string ?? source.part(5).string;
  if (codings.length === 0 && text === undefined) return undefined;
  return object({ coding: distinct(codings).map(codingElement), text });
}

/** The first code of a field as its table or a code map has it in FHIR. */
export function sentCode(source: Source, site: Site, coded: CodedField): MapCode | undefined {
  return readCoding(source, site, coded, CODINGS[0]);
}

type CodingPlace = (typeof CODINGS)[number];

type ReadCoding = MapCode & { readonly version?: string };

function readCoding(
  source: Source,
  site: Site,
  coded: CodedField,
  place: CodingPlace,
): ReadCoding | undefined {
  const code = source.part(place.first).string;
  if (code === undefined) return undefined;
  const display = source.part(place.first + 1).string;
  const system = codeSystem(source, site, coded, place);
  const version = source.part(place.version).string;
  return {
    code: BLANKS.test(code) ? code.replace(/\s+/g, ' ') : code,
    system,
    ...(display !== undefined && { display }),
    ...(version !== undefined && !LOCAL_NAMES.test(system) && { version }),
  };
}

const BLANKS = /\s/;

function codeSystem(source: Source, site: Site, coded: CodedField, place: CodingPlace): string {
  const name = source.part(place.first + 2).string;
  const { codeSystems } = site.settings;
  if (name === undefined) return unnamedSystem(source, site, coded, place);
  const configured = codeSystems[`${coded.field}:${name}`] ?? codeSystems[name];
  if (configured !== undefined) return configured;
  const known =
    CODE_SYSTEMS[name.toUpperCase()] ??
    hl7Table(name) ??
    namedByOid(source.part(place.oid).string ?? name);
  if (known !== undefined) return known;
  return LOCAL_NAMES.test(name) ? site.localSystem(coded.field) : site.localSystem(name);
}

/** Without a name of its system a code is from the table of the field, or the sender's own. */
function unnamedSystem(
  source: Source,
  site: Site,
  coded: CodedField,
  { oid: place }: CodingPlace,
): string {
  const oid = source.part(place).string;
  const { codeSystems } = site.settings;
  return (
    (oid === undefined ? undefined : namedByOid(oid)) ??
    codeSystems[coded.field] ??
    (coded.table === undefined ? site.localSystem(coded.field) : table(coded.table))
  );
}

/** A system from an OID or a URI. */
function namedByOid(universalId: string): string | undefined {
  const authority = { namespace: undefined, universalId, universalIdType: 'ISO' };
  return systemOfOid(universalId) ?? universalSystem(authority);
}

/** `HL70162` */
function hl7Table(name: string): string | undefined {
  const number = /^HL7\s*-?(\d{4})$/i.exec(name)?.[1];
  return number === undefined ? undefined : table(number);
}

/** What the code maps of the feed give; a warning when a code of the sender's own has none. */
function translations(
  sent: ReadCoding,
  source: Source,
  site: Site,
  coded: CodedField,
): readonly MapCode[] {
  const targets = site.codeMaps.translate(mapPlaces(coded), sent);
  if (targets.length === 0 && sent.system?.startsWith('urn:hl7v2:') === true) {
    // Which answer a patient has is nobody's business here.
    const code = coded.field === 'OBX-5' ? undefined : sent.code;
    site.warn(source, 'code-local', { code, system: sent.system });
  }
  return targets;
}

/** Where code maps for a field are looked for. */
export function mapPlaces({ field, table: number }: CodedField): readonly string[] {
  return number === undefined ? [field] : [field, `HL7${number}`];
}

function distinct(codings: readonly ReadCoding[]): readonly ReadCoding[] {
  if (codings.length < 2) return codings;
  const byKey = new Map<string, ReadCoding>();
  for (const one of codings) {
    const key = `${one.system ?? ''}|${one.code}`;
    if (!byKey.has(key)) byKey.set(key, one);
  }
  return [...byKey.values()];
}

/** A FHIR Coding. */
export function codingElement({ system, version, code, display }: ReadCoding): JsonObject {
  return object({ system, version, code, display });
}

/** A code or, without one, its text: what tells one coded value from another. */
export function codedText(source: Source): string | undefined {
  return source.part(1).string ?? source.part(4).string ?? source.part(2).string;
}

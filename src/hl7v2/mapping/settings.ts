/**
 * What differs from hospital to hospital: the mapping settings of one feed. They are data, written
 * by an integration engineer; `settings-schema.ts` has the JSON Schema.
 */
import type { JsonObject } from '../../fhir/json.js';

/** Segments whose repetitions can be a complete list: what is no longer sent has ended. */
export const LIST_SEGMENTS = ['AL1', 'DG1', 'NK1', 'IN1'] as const;
export type ListSegment = (typeof LIST_SEGMENTS)[number];

/** A code map for one field (`OBX-3`), or for one table wherever it is used (`HL70002`). */
export interface CodeMapSetting {
  readonly at: string;
  /** A ConceptMap, or the canonical URL of one that is stored. */
  readonly conceptMap: JsonObject | string;
}

/** Takes a field from where a site keeps it to where the standard has it. */
export interface FieldMove {
  readonly from: string;
  readonly to: string;
}

/** Puts a field, mostly of a Z segment, into an extension of a resource. */
export interface FieldExtension {
  readonly from: string;
  /** The resource type that gets it: the first of that type that the message makes. */
  readonly resource: string;
  readonly url: string;
  readonly type:
    'string' | 'code' | 'boolean' | 'date' | 'dateTime' | 'decimal' | 'CodeableConcept';
}

export interface MappingSettings {
  /**
   * Names the organisation whose local numbers and codes these are. Two feeds with one scope share
   * their numbers. Left out, it is the sending facility, MSH-4.
   */
  readonly scope?: string;
  /** IANA time zone of times without a zone. */
  readonly timeZone: string;
  /** Forms of dates that the sender uses besides the standard one, such as `DD-MM-YYYY`. */
  readonly dateForms: readonly string[];
  /** FHIR systems by assigning authority: `OLZ`, `OLZ^PI` for one type, or an OID. */
  readonly identifierSystems: Readonly<Record<string, string>>;
  /** FHIR systems by name of the code system (HL7 table 0396): `99zdl`, `L`, or `OBX-3:L`. */
  readonly codeSystems: Readonly<Record<string, string>>;
  readonly codeMaps: readonly CodeMapSetting[];
  readonly moves: readonly FieldMove[];
  /** Values by path, for fields that are absent. */
  readonly defaults: Readonly<Record<string, string>>;
  readonly extensions: readonly FieldExtension[];
  /** Events that are stored and not mapped: `ADT^A20`, `ORU^*`. */
  readonly ignore: readonly string[];
  readonly completeLists: readonly ListSegment[];
  /** Message codes that decide about demographics; others only fill what is missing. */
  readonly demographicsFrom: readonly string[];
  /** Message codes that decide about visits; others only make an Encounter that is not there yet. */
  readonly visitsFrom: readonly string[];
  /** Whether other messages make an Encounter, or only refer to the number of the visit. */
  readonly visitsFromOthers: 'create' | 'refer';
  /** Citizen service numbers that stand for nobody. */
  readonly dummyBsns: readonly string[];
  /** What AL1-4 and IAM-4 say. */
  readonly allergySeverity: 'reaction' | 'criticality';
  /** Results sent as text (ST) that are numbers and have a unit become quantities. */
  readonly textNumbers: 'quantity' | 'string';
  /** Observation category when OBR-24 does not say it. */
  readonly resultCategory: 'laboratory' | 'imaging' | 'procedure' | 'exam' | 'none';
  /** What tells orders apart that share a number: nothing, or the code of what is asked for. */
  readonly orderKey: 'number' | 'number-and-code';
  /** Larger contents of documents, in bytes of base64, are stored as Binary. */
  readonly inlineAttachment: number;
}

/** The settings of a feed that has none. */
export const DEFAULT_SETTINGS: MappingSettings = {
  timeZone: 'Europe/Amsterdam',
  dateForms: [],
  identifierSystems: {},
  codeSystems: {},
  codeMaps: [],
  moves: [],
  defaults: {},
  extensions: [],
  ignore: [],
  completeLists: [],
  demographicsFrom: ['ADT'],
  visitsFrom: ['ADT'],
  visitsFromOthers: 'create',
  dummyBsns: ['999999990'],
  allergySeverity: 'reaction',
  textNumbers: 'quantity',
  resultCategory: 'laboratory',
  orderKey: 'number',
  inlineAttachment: 262_144,
};

/** The settings that are given, completed with the default ones. */
export function completeSettings(given: Partial<MappingSettings> = {}): MappingSettings {
  return { ...DEFAULT_SETTINGS, ...given };
}

/**
 * JSON Schema (2020-12) of the mapping settings of a feed, for editors and for the check when a feed
 * is read. `docs/hl7v2-mapping.md` has examples.
 */
import type { JsonObject, JsonValue } from '../../fhir/json.js';
import { DEFAULT_SETTINGS, LIST_SEGMENTS, type MappingSettings } from './settings.js';

/** `PID-3`, `PV1-19.1`, `ZPI-3[2].1.2`, `OBX[2]-5` */
const PATH = String.raw`^[A-Z][A-Z0-9]{2}(\[[1-9][0-9]*\])?-[1-9][0-9]{0,2}(\[[1-9][0-9]*\])?(\.[1-9][0-9]{0,2}){0,2}$`;
const EVENT = String.raw`^[A-Z]{3}\^([A-Z][A-Z0-9]{2}|\*)$`;
const URI = String.raw`^[a-z][a-z0-9+.-]*:\S+$`;

function strings(pattern: string, description: string): JsonObject {
  return { type: 'array', items: { type: 'string', pattern }, maxItems: 1000, description };
}

function systems(description: string): JsonObject {
  return {
    type: 'object',
    additionalProperties: { type: 'string', pattern: URI },
    description,
  };
}

function choice(values: readonly string[], description: string): JsonObject {
  return { type: 'string', enum: [...values], description };
}

/** A property with its default value. */
function withDefault(name: keyof MappingSettings, schema: JsonObject): JsonObject {
  const value = DEFAULT_SETTINGS[name];
  return { ...schema, default: JSON.parse(JSON.stringify(value)) as JsonValue };
}

const PROPERTIES: Readonly<Record<keyof MappingSettings, JsonObject>> = {
  scope: {
    type: 'string',
    pattern: '^\\S{1,100}$',
    description:
      'Whose local numbers and codes these are. Feeds with one scope share their numbers. Left out: MSH-4.',
  },
  timeZone: {
    type: 'string',
    pattern: '^[A-Za-z_+\\-/0-9]{1,50}$',
    description: 'IANA time zone of times that are sent without one.',
  },
  dateForms: {
    type: 'array',
    items: { type: 'string', pattern: '^[YMD]+[-/.][YMD]+[-/.][YMD]+$' },
    maxItems: 10,
    description: 'Forms of dates besides that of HL7, such as DD-MM-YYYY.',
  },
  identifierSystems: systems(
    'FHIR systems of numbers: by assigning authority (OLZ), by authority and type (OLZ^PI), by OID, or, for numbers without an authority, by what is numbered (patient, visit, placer, filler …).',
  ),
  codeSystems: systems(
    'FHIR systems of codes: by the name that the message gives (99zdl), for one field (OBX-3:L), or for a field without a name (PV1-10).',
  ),
  codeMaps: {
    type: 'array',
    maxItems: 1000,
    items: {
      type: 'object',
      required: ['at', 'conceptMap'],
      properties: {
        at: {
          type: 'string',
          pattern: String.raw`^([A-Z][A-Z0-9]{2}-[0-9]{1,3}|HL7[0-9]{4})$`,
          description: 'A field (OBX-3), or an HL7 table wherever it is used (HL70002).',
        },
        conceptMap: {
          type: ['object', 'string'],
          description: 'A ConceptMap, or the canonical URL of one that is stored.',
        },
      },
      additionalProperties: false,
    },
    description: 'What codes become. What no map has keeps its own system.',
  },
  moves: {
    type: 'array',
    maxItems: 1000,
    items: {
      type: 'object',
      required: ['from', 'to'],
      properties: {
        from: { type: 'string', pattern: PATH },
        to: { type: 'string', pattern: PATH },
      },
      additionalProperties: false,
    },
    description: 'From where a site keeps something to where the standard has it.',
  },
  defaults: {
    type: 'object',
    propertyNames: { pattern: PATH },
    additionalProperties: { type: 'string' },
    description: 'Values by path, for fields of segments that are there and leave them empty.',
  },
  extensions: {
    type: 'array',
    maxItems: 1000,
    items: {
      type: 'object',
      required: ['from', 'resource', 'url', 'type'],
      properties: {
        from: { type: 'string', pattern: PATH },
        resource: { type: 'string', pattern: '^[A-Z][A-Za-z]+$' },
        url: { type: 'string', pattern: URI },
        type: choice(
          ['string', 'code', 'boolean', 'date', 'dateTime', 'decimal', 'CodeableConcept'],
          'The type of the value.',
        ),
      },
      additionalProperties: false,
    },
    description: 'Fields, mostly of Z segments, that become extensions.',
  },
  ignore: strings(EVENT, 'Events that are stored and not mapped: ADT^A20, ORU^*.'),
  completeLists: {
    type: 'array',
    items: choice(LIST_SEGMENTS, 'A segment.'),
    maxItems: LIST_SEGMENTS.length,
    description: 'Segments that are always sent all: what is no longer sent has ended.',
  },
  demographicsFrom: strings(
    '^[A-Z]{3}$',
    'Message codes that decide about demographics; others only fill what is missing.',
  ),
  visitsFrom: strings(
    '^[A-Z]{3}$',
    'Message codes that decide about visits; others leave an Encounter alone that is there.',
  ),
  visitsFromOthers: choice(
    ['create', 'refer'],
    'Whether other messages make an Encounter that is not there, or only refer to its number.',
  ),
  dummyBsns: strings('^[0-9]{9}$', 'Citizen service numbers that stand for nobody.'),
  allergySeverity: choice(['reaction', 'criticality'], 'What AL1-4 and IAM-4 say.'),
  textNumbers: choice(
    ['quantity', 'string'],
    'What results of type ST become that are a number with a unit.',
  ),
  resultCategory: choice(
    ['laboratory', 'imaging', 'procedure', 'exam', 'none'],
    'Category of observations when OBR-24 does not say it.',
  ),
  orderKey: choice(
    ['number', 'number-and-code'],
    'Whether the number of an order is its own, or several orders share one.',
  ),
  inlineAttachment: {
    type: 'integer',
    minimum: 0,
    maximum: 100_000_000,
    description: 'Larger contents of documents, in bytes of base64, are stored as Binary.',
  },
};

export const MAPPING_SETTINGS_SCHEMA: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Mapping settings of an HL7 v2 feed',
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(
    Object.entries(PROPERTIES).map(([name, schema]) => [
      name,
      name in DEFAULT_SETTINGS ? withDefault(name as keyof MappingSettings, schema) : schema,
    ]),
  ),
};

/**
 * The check of mapping settings against their JSON Schema. It knows the keywords that the schema has;
 * every finding says where, so that an engineer can mend the file.
 */
import { isObject, type JsonObject, type JsonValue } from '../../fhir/json.js';
import { MAPPING_SETTINGS_SCHEMA } from './settings-schema.js';
import { completeSettings, type MappingSettings } from './settings.js';
import { isTimeZone } from './zone.js';

export type SettingsResult =
  | { readonly kind: 'settings'; readonly settings: MappingSettings }
  | { readonly kind: 'wrong'; readonly findings: readonly string[] };

/** Reads the settings of a feed: all findings at once, or the settings with their defaults. */
export function readMappingSettings(given: JsonValue): SettingsResult {
  const findings = check(given, MAPPING_SETTINGS_SCHEMA, 'mapping');
  if (findings.length > 0) return { kind: 'wrong', findings };
  // The schema has said that it is so.
  const settings = completeSettings(given as unknown as Partial<MappingSettings>);
  return isTimeZone(settings.timeZone)
    ? { kind: 'settings', settings }
    : { kind: 'wrong', findings: [`mapping.timeZone: there is no time zone of that name.`] };
}

function check(value: JsonValue, schema: JsonObject, path: string): string[] {
  const { type, enum: allowed, pattern } = schema;
  const types = Array.isArray(type) ? type : [type];
  if (!types.some((one) => isOfType(value, one)))
    return [`${path}: must be of type ${words(types).join(' or ')}.`];
  if (Array.isArray(allowed) && !allowed.includes(value)) {
    return [`${path}: must be one of ${words(allowed).join(', ')}.`];
  }
  if (typeof value === 'string' && typeof pattern === 'string' && !matches(value, pattern)) {
    return [`${path}: must have the form ${pattern}.`];
  }
  if (typeof value === 'number') return checkNumber(value, schema, path);
  if (Array.isArray(value)) return checkItems(value, schema, path);
  return isObject(value) ? checkMembers(value, schema, path) : [];
}

/** Names, codes and numbers of the schema as text. */
function words(values: readonly (JsonValue | undefined)[]): readonly string[] {
  return values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
}

function isOfType(value: JsonValue, type: JsonValue | undefined): boolean {
  switch (type) {
    case undefined:
      return true;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function matches(text: string, pattern: string): boolean {
  return new RegExp(pattern, 'u').test(text);
}

function checkNumber(value: number, { minimum, maximum }: JsonObject, path: string): string[] {
  const isLow = typeof minimum === 'number' && value < minimum;
  const isHigh = typeof maximum === 'number' && value > maximum;
  const [low, high] = words([minimum, maximum]);
  return isLow || isHigh ? [`${path}: must be from ${low ?? ''} to ${high ?? ''}.`] : [];
}

function checkItems(
  items: readonly JsonValue[],
  { items: schema, maxItems }: JsonObject,
  path: string,
): string[] {
  if (typeof maxItems === 'number' && items.length > maxItems) {
    return [`${path}: must have at most ${maxItems} items.`];
  }
  return isObject(schema)
    ? items.flatMap((item, index) => check(item, schema, `${path}[${index}]`))
    : [];
}

function checkMembers(value: JsonObject, schema: JsonObject, path: string): string[] {
  const { properties, required, additionalProperties: others, propertyNames: names } = schema;
  const known = isObject(properties) ? properties : {};
  const missing = (Array.isArray(required) ? required : []).filter(
    (name) => typeof name === 'string' && value[name] === undefined,
  );
  const form = isObject(names) && typeof names['pattern'] === 'string' ? names['pattern'] : '';
  return [
    ...words(missing).map((name) => `${path}: ${name} is missing.`),
    ...Object.entries(value).flatMap(([name, member]) => {
      const place = `${path}.${name}`;
      if (member === undefined) return [];
      if (!matches(name, form)) return [`${place}: the name must have the form ${form}.`];
      const own = Object.hasOwn(known, name) ? known[name] : others;
      if (own === false) return [`${place}: there is no such setting.`];
      return isObject(own) ? check(member, own, place) : [];
    }),
  ];
}

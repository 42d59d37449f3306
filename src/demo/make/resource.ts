/** Identity of the demo resources: ids, references, profiles. */
import type { JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { present } from './datatypes.js';

const NICTIZ = 'http://nictiz.nl/fhir/StructureDefinition/';

/** The id of a demo resource; the prefix tells it apart from what users make. */
export function demoId(name: string): string {
  return `demo-${name}`;
}

/** @param profile name of a profile of Nictiz, `nl-core-Patient`; empty where there is none */
export function demoResource(
  type: string,
  name: string,
  profile: string | readonly string[],
  elements: JsonObject,
): Resource {
  const profiles = typeof profile === 'string' ? [profile] : profile;
  const canonicals = profiles.filter((each) => each !== '').map((each) => NICTIZ + each);
  return {
    resourceType: type,
    id: demoId(name),
    ...(canonicals.length === 0 ? {} : { meta: { profile: canonicals } }),
    ...present(elements),
  };
}

/** A reference to a demo resource. */
export function refer(type: string, name: string, display: string): JsonObject {
  return { reference: `${type}/${demoId(name)}`, type, display };
}

/** A reference without a display, for what has no name of its own. */
export function referPlainly(type: string, name: string): JsonObject {
  return { reference: `${type}/${demoId(name)}`, type };
}

/** The row with this key in its first column. @throws when there is none: a mistake in the facts */
export function rowFor<Row extends readonly [string, ...unknown[]]>(
  table: readonly Row[],
  key: string,
): Row {
  const row = table.find(([first]) => first === key);
  if (row === undefined) throw new Error(`The demo tables have no row for ${key}.`);
  return row;
}

/** What a list of names has for a key. @throws when it has nothing: a mistake in the facts */
export function nameFor(names: Readonly<Record<string, string>>, key: string): string {
  const name = names[key];
  if (name === undefined) throw new Error(`The demo tables have no name for ${key}.`);
  return name;
}

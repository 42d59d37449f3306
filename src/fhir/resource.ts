/** Resource identity: https://hl7.org/fhir/R4/resource.html */
import type { JsonObject, JsonValue } from './json.js';

export interface Meta extends JsonObject {
  versionId?: string;
  lastUpdated?: string;
  profile?: JsonValue[];
}

/** A parsed resource. Its shape beyond the type name is known only after validation. */
export interface Resource extends JsonObject {
  resourceType: string;
  id?: string;
  meta?: Meta;
}

/** Names one resource on this server: `Patient/123`. */
export interface ResourceKey {
  readonly type: string;
  readonly id: string;
}

/** Names one version of it: `Patient/123/_history/4`. */
export interface VersionKey extends ResourceKey {
  readonly version: number;
}

const LOGICAL_ID = /^[A-Za-z0-9\-.]{1,64}$/;
const VERSION_ID = /^[1-9][0-9]{0,8}$/;

/** https://hl7.org/fhir/R4/datatypes.html#id */
export function isLogicalId(text: string): boolean {
  return LOGICAL_ID.test(text);
}

/** The number of a version id of this server, which are 1, 2, 3 …; undefined for any other text. */
export function parseVersionId(text: string): number | undefined {
  return VERSION_ID.test(text) ? Number(text) : undefined;
}

export function keyText(key: ResourceKey): string {
  return `${key.type}/${key.id}`;
}

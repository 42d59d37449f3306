/**
 * What a resource is like when it goes to a PGO: no citizen service number in it, a display on each
 * reference, and a profile. Texts that are so already, nearly all, are passed on as they are.
 */
import { objectAt, objectsAt, stringAt, type JsonObject } from '../../fhir/json.js';
import { parseReference } from '../../fhir/reference.js';
import { keyText, type Resource, type ResourceKey } from '../../fhir/resource.js';
import { parseJsonResource } from '../../formats/json/parse.js';
import { writeJson } from '../../formats/json/write.js';
import type { StoreReader } from '../../storage/reader.js';
import type { BsnMask } from './bsn-mask.js';
import { bareReferences, complete, labelOf, type BareReference } from './displays.js';

export interface OutgoingParts {
  readonly mask: BsnMask;
  /** Public base URL. */
  readonly base: string;
  /** What the caller may see. */
  readonly reader: StoreReader;
}

/** Resources that are looked up for their names in one answer; other references say nothing. */
const MAX_LOOKED_UP = 500;
/** Bodies were let in once; only their number of levels was ever limited. */
const STORED = { maxDepth: 1000, maxArrayLength: Infinity };

/** @param texts resources as JSON @returns them in the same order */
export async function outgoing(
  parts: OutgoingParts,
  texts: readonly string[],
): Promise<readonly string[]> {
  const wanting = texts.map((text) =>
    isAsItShouldBe(text, parts.mask) ? undefined : parsed(text),
  );
  const bare = wanting.flatMap((resource) =>
    resource === undefined ? [] : bareReferences(resource),
  );
  await addDisplays(parts, bare, texts);
  return texts.map((text, index) => {
    const resource = wanting[index];
    if (resource === undefined) return text;
    parts.mask.apply(resource);
    return writeJson(withProfile(resource));
  });
}

/** A resource that is no text yet. */
export async function outgoingResource(parts: OutgoingParts, resource: Resource): Promise<string> {
  const [text = ''] = await outgoing(parts, [writeJson(resource)]);
  return text;
}

function parsed(text: string): Resource {
  return parseJsonResource(text, STORED);
}

const REFERENCE = '"reference":"';
const PROFILE = '"profile":["';
const META = '"meta":{';
const HAS_NO_PROFILE = /^\{"resourceType":"(?:OperationOutcome|Binary|Parameters)"/;

/** By the look of the text, which costs far less than reading it: says no when in doubt. */
function isAsItShouldBe(text: string, mask: BsnMask): boolean {
  if (mask.suspects(text) || text.includes('"identifier":{')) return false;
  if (!hasProfile(text) && !HAS_NO_PROFILE.test(text)) return false;
  for (let at = text.indexOf(REFERENCE); at !== -1; at = text.indexOf(REFERENCE, at + 1)) {
    if (!isDisplayed(text, at)) return false;
  }
  return true;
}

/** Before anything in `meta` that has elements of its own. */
function hasProfile(text: string): boolean {
  const meta = text.indexOf(META);
  if (meta === -1) return false;
  const start = meta + META.length;
  const profile = text.indexOf(PROFILE, start);
  return profile !== -1 && !/[{}]/.test(text.slice(start, profile));
}

/** In an object without objects in it, as most References are. In a string the quotes would be escaped. */
function isDisplayed(text: string, at: number): boolean {
  const start = text.lastIndexOf('{', at);
  const end = text.indexOf('}', at);
  if (text.lastIndexOf('}', at) > start) return false;
  const flat = text.slice(start, end);
  return !flat.includes('{', 1) && flat.includes('"display":"');
}

async function addDisplays(
  parts: OutgoingParts,
  bare: readonly BareReference[],
  texts: readonly string[],
): Promise<void> {
  if (bare.length === 0) return;
  const targets = bare.map(({ object }) => localTarget(object, parts.base));
  const wanted = new Map(
    targets.flatMap((key) => (key === undefined ? [] : [[keyText(key), key]])),
  );
  const labels = await labelsOf(parts, wanted, texts);
  bare.forEach(({ object, container }, index) => {
    const key = targets[index];
    const label = key === undefined ? containedLabel(object, container) : labels.get(keyText(key));
    complete(object, label === undefined ? undefined : parts.mask.text(label));
  });
}

function localTarget({ reference }: JsonObject, base: string): ResourceKey | undefined {
  if (typeof reference !== 'string') return undefined;
  const target = parseReference(reference, base);
  return target.kind === 'local' ? { type: target.type, id: target.id } : undefined;
}

function containedLabel({ reference }: JsonObject, container: JsonObject): string | undefined {
  if (typeof reference !== 'string' || !reference.startsWith('#')) return undefined;
  const target = objectsAt(container, 'contained').find(
    (one) => `#${stringAt(one, 'id') ?? ''}` === reference,
  );
  return target && labelOf(target);
}

/** Of those that come along first; the others are read, in one go. */
async function labelsOf(
  { reader }: OutgoingParts,
  wanted: ReadonlyMap<string, ResourceKey>,
  texts: readonly string[],
): Promise<Map<string, string>> {
  const labels = new Map<string, string>();
  const present = new Map(texts.flatMap((text) => nameOf(text, text)));
  const missing: ResourceKey[] = [];
  for (const [name, key] of wanted) {
    const text = present.get(name);
    if (text === undefined) missing.push(key);
    else addLabel(labels, name, text);
  }
  const read = await reader.readManyCurrent(missing.slice(0, MAX_LOOKED_UP));
  for (const [name, { exists, body }] of read) {
    if (exists && body !== undefined) addLabel(labels, name, body);
  }
  return labels;
}

const IDENTITY = /^\{"resourceType":"([A-Za-z]+)","id":"([A-Za-z0-9\-.]{1,64})"/;

function nameOf<T>(text: string, value: T): [string, T][] {
  const [, type, id] = IDENTITY.exec(text) ?? [];
  return type === undefined || id === undefined ? [] : [[keyText({ type, id }), value]];
}

/** Only texts are taken from it: numbers need not keep their precision. */
function addLabel(labels: Map<string, string>, name: string, text: string): void {
  const label = labelOf(JSON.parse(text) as JsonObject);
  if (label !== undefined) labels.set(name, label);
}

/**
 * Everything has a profile, at least that of its type, which all that is stored conforms to.
 * https://hl7.org/fhir/R4/resource-definitions.html#Meta.profile
 */
function withProfile(resource: Resource): Resource {
  const { resourceType, id, meta = {}, ...rest } = resource;
  const isBare = objectAt(resource, 'meta')?.['profile'] === undefined;
  if (!isBare || HAS_NO_PROFILE.test(`{"resourceType":"${resourceType}"`)) return resource;
  const profile = [`http://hl7.org/fhir/StructureDefinition/${resourceType}`];
  const { versionId, lastUpdated, source, ...others } = meta;
  return {
    resourceType,
    ...(id === undefined ? {} : { id }),
    meta: {
      ...(versionId === undefined ? {} : { versionId }),
      ...(lastUpdated === undefined ? {} : { lastUpdated }),
      ...(source === undefined ? {} : { source }),
      profile,
      ...others,
    },
    ...rest,
  };
}

/** Reads what a resource points at before it is validated: the validator itself can't wait. */
import { isObject, type JsonValue } from '../fhir/json.js';
import { parseReference } from '../fhir/reference.js';
import { keyText, type Resource, type ResourceKey } from '../fhir/resource.js';
import type { StoreReader } from '../storage/reader.js';

/** More references than this are not looked up; what they point at then counts as not at hand. */
const MAX_REFERENCES = 200;

export interface ReferencesAsked {
  readonly reader: Pick<StoreReader, 'readCurrent'>;
  /** This server's own base URL. */
  readonly base: string;
}

/** Answers for the literal references anywhere in a resource. */
export async function storedReferences(
  { reader, base }: ReferencesAsked,
  resource: Resource,
): Promise<(reference: string) => Resource | undefined> {
  const keys = new Map<string, ResourceKey>();
  collect(resource, base, keys);
  const found = new Map<string, Resource>();
  for (const [text, key] of keys) {
    const current = await reader.readCurrent(key);
    const body = current?.exists === true ? current.body : undefined;
    if (body !== undefined) found.set(text, JSON.parse(body) as Resource);
  }
  return (reference) => {
    const parsed = parseReference(reference, base);
    return parsed.kind === 'local' ? found.get(keyText(parsed)) : undefined;
  };
}

function collect(value: JsonValue | undefined, base: string, keys: Map<string, ResourceKey>): void {
  if (keys.size >= MAX_REFERENCES) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, base, keys);
    return;
  }
  if (!isObject(value)) return;
  const { reference } = value;
  if (typeof reference === 'string') {
    const parsed = parseReference(reference, base);
    if (parsed.kind === 'local') keys.set(keyText(parsed), { type: parsed.type, id: parsed.id });
  }
  for (const name in value) collect(value[name], base, keys);
}

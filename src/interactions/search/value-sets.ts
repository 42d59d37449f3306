/**
 * The codes of value sets for `:in` and `:not-in`: of R4's own that are enumerable, and of ValueSet
 * resources on this server that list their codes. https://hl7.org/fhir/R4/search.html#token
 */
import { FhirError } from '../../fhir/errors.js';
import { objectAt, objectsAt, stringAt, type JsonObject } from '../../fhir/json.js';
import { parseReference } from '../../fhir/reference.js';
import type { ValueSetCode } from '../../search/parse/context.js';
import { parseCriteria } from '../../search/parse/search.js';
import type { Environment } from '../environment.js';
import { listedCodes } from './code-lists.js';
import { parseContext } from './context.js';

/** Value sets in one search: each is read and parsed for it. */
const MAX_VALUE_SETS = 10;
/** Versions of one value set that are looked at. */
const MAX_VERSIONS = 20;

/**
 * The value sets of one search. Parsing asks for them and cannot wait, so it is done twice when one
 * of them is stored: `missing` has those that must be loaded first.
 */
export class ValueSets {
  readonly missing = new Set<string>();
  readonly #environment: Environment;
  readonly #loaded = new Map<string, readonly ValueSetCode[] | undefined>();

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** Undefined when there is no such value set; empty as long as it is not loaded. */
  lookUp(url: string): readonly ValueSetCode[] | undefined {
    if (this.#loaded.has(url)) return this.#loaded.get(url);
    const list = listedCodes(this.#environment.definitions, url);
    if (list === undefined) this.missing.add(url);
    return list ?? [];
  }

  /** @throws FhirError `invalid-request` for one that does not list its codes */
  async load(): Promise<void> {
    if (this.missing.size > MAX_VALUE_SETS) {
      throw new FhirError(
        'invalid-request',
        `A search has at most ${MAX_VALUE_SETS} value sets of this server.`,
      );
    }
    for (const url of this.missing) {
      const body = await storedBody(this.#environment, url);
      const codes = body === undefined ? undefined : codesOf(JSON.parse(body) as JsonObject);
      this.#loaded.set(url, codes);
    }
    this.missing.clear();
  }
}

/** Text of the ValueSet with this url (`url|version`), or at this reference. */
async function storedBody(environment: Environment, url: string): Promise<string | undefined> {
  const { reader, settings } = environment;
  const reference = parseReference(url, settings.base);
  if (reference.kind === 'local') {
    if (reference.type !== 'ValueSet') return undefined;
    return (await reader.readCurrent({ type: 'ValueSet', id: reference.id }))?.body;
  }
  const bar = url.lastIndexOf('|');
  const canonical = bar === -1 ? url : url.slice(0, bar);
  const version = bar === -1 ? undefined : url.slice(bar + 1);
  const escaped = canonical.replace(/[\\,$|]/g, '\\$&');
  const scope = parseCriteria('ValueSet', [['url', escaped]], parseContext(environment));
  const found = await reader.find({ ...scope, sort: [] }, { limit: MAX_VERSIONS });
  const candidates = found
    .map(({ body }) => ({ body, content: JSON.parse(body) as JsonObject }))
    .filter(({ content }) => content['url'] === canonical)
    .filter(({ content }) => version === undefined || content['version'] === version);
  // Of several versions the one in force that was made last.
  const active = candidates.filter(({ content }) => content['status'] === 'active');
  return (active.at(-1) ?? candidates.at(-1))?.body;
}

/** @throws FhirError `invalid-request` */
function codesOf(valueSet: JsonObject): ValueSetCode[] {
  const expansion = objectAt(valueSet, 'expansion');
  if (expansion !== undefined) return expandedCodes(objectsAt(expansion, 'contains'));
  const compose = objectAt(valueSet, 'compose');
  if (compose === undefined) throw notEnumerable();
  const excluded = new Set(objectsAt(compose, 'exclude').flatMap(namedCodes).map(codeName));
  return objectsAt(compose, 'include')
    .flatMap(namedCodes)
    .filter((code) => !excluded.has(codeName(code)));
}

function codeName({ system, code }: ValueSetCode): string {
  return `${system}|${code}`;
}

/** https://hl7.org/fhir/R4/valueset-definitions.html#ValueSet.expansion.contains */
function expandedCodes(contains: readonly JsonObject[]): ValueSetCode[] {
  return contains.flatMap((concept) => {
    const code = stringAt(concept, 'code');
    const inner = expandedCodes(objectsAt(concept, 'contains'));
    if (code === undefined || concept['abstract'] === true) return inner;
    return [{ system: stringAt(concept, 'system') ?? '', code }, ...inner];
  });
}

/** Codes of an include or exclude that names each of them. */
function namedCodes(part: JsonObject): ValueSetCode[] {
  const system = stringAt(part, 'system');
  const concepts = objectsAt(part, 'concept');
  const isList = concepts.length > 0 && part['filter'] === undefined;
  if (system === undefined || !isList || part['valueSet'] !== undefined) throw notEnumerable();
  return concepts.flatMap((concept) => {
    const code = stringAt(concept, 'code');
    return code === undefined ? [] : [{ system, code }];
  });
}

function notEnumerable(): FhirError {
  return new FhirError(
    'invalid-request',
    'The value set does not list its codes, in its expansion or as concepts of what it includes.',
  );
}

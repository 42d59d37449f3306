/**
 * Puts the final ids into the resources of a transaction: https://hl7.org/fhir/R4/http.html#trules
 */
import { keyText } from '../../fhir/resource.js';
import type { StoreReader } from '../../storage/reader.js';
import { FhirError } from '../../fhir/errors.js';
import { parseReference } from '../../fhir/reference.js';
import {
  findMatches,
  parseCriteria,
  parseQueryString,
  type Criteria,
} from '../conditional/criteria.js';
import type { Environment } from '../environment.js';
import { rewriteNarrative, type Link } from '../links.js';
import { isConditional, linkFinder } from '../references.js';
import type { Identity } from './identities.js';
import { expressionOf } from '../bundle-entry.js';

/** Undoes the rewriting: the transaction may have to start over with other ids. */
export type Undo = () => void;

/** Rewrites the links of every resource in place. */
export async function rewriteLinks(
  environment: Environment,
  reader: StoreReader,
  identities: readonly Identity[],
): Promise<Undo> {
  const targets = targetsByUrl(identities);
  const linked = identities.map(({ write }) => linksOf(environment, write));
  const conditional = await resolveAll(environment, reader, linked, identities);
  const undo: (() => void)[] = [];
  for (const { write, links } of linked) {
    const relative = relativeTargets(identities, write.fullUrl);
    for (const link of links) {
      const text = rewritten(link, { targets, relative, conditional });
      if (text === undefined || text === link.text) continue;
      undo.push(() => {
        link.set(link.text);
      });
      link.set(text);
    }
  }
  return () => {
    undo.forEach((step) => {
      step();
    });
  };
}

/** An entry with the links of its resource. */
interface Linked {
  readonly write: Identity['write'];
  readonly links: readonly Link[];
}

function linksOf(environment: Environment, write: Identity['write']): Linked {
  const links: Link[] = [];
  if (write.resource !== undefined) {
    linkFinder(environment).find(write.resource, (link) => links.push(link));
  }
  return { write, links };
}

interface Targets {
  /** By fullUrl. */
  readonly targets: ReadonlyMap<string, string>;
  /** By `Type/id`, for entries whose fullUrl has the same base as this entry's. */
  readonly relative: ReadonlyMap<string, string> | undefined;
  readonly conditional: ReadonlyMap<string, string>;
}

function rewritten(link: Link, maps: Targets): string | undefined {
  const { targets, relative, conditional } = maps;
  switch (link.kind) {
    case 'reference':
      return targets.get(link.text) ?? relative?.get(link.text) ?? conditional.get(link.text);
    case 'uri':
      // An http URL in a uri may be the name of something, which stays what it is.
      return link.text.startsWith('urn:') ? targets.get(link.text) : undefined;
    case 'narrative':
      return rewriteNarrative(link.text, (url) => targets.get(url));
  }
}

function targetsByUrl(identities: readonly Identity[]): Map<string, string> {
  return new Map(
    identities.flatMap(({ write, key }): [string, string][] =>
      write.fullUrl === undefined ? [] : [[write.fullUrl, keyText(key)]],
    ),
  );
}

const REST_URL = /^(https?:\/\/.*\/)([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64})$/;

const relativeByBase = new WeakMap<readonly Identity[], Map<string, Map<string, string>>>();

/**
 * A relative reference in an entry means the entry whose fullUrl has the same base:
 * https://hl7.org/fhir/R4/bundle.html#references
 */
function relativeTargets(
  identities: readonly Identity[],
  fullUrl: string | undefined,
): ReadonlyMap<string, string> | undefined {
  const [, base] = REST_URL.exec(fullUrl ?? '') ?? [];
  if (base === undefined) return undefined;
  let byBase = relativeByBase.get(identities);
  if (byBase === undefined) {
    byBase = new Map();
    for (const { write, key } of identities) {
      const [, own, name] = REST_URL.exec(write.fullUrl ?? '') ?? [];
      if (own === undefined || name === undefined) continue;
      const known = byBase.get(own) ?? new Map<string, string>();
      byBase.set(own, known.set(name, keyText(key)));
    }
    relativeByBase.set(identities, byBase);
  }
  return byBase.get(base);
}

interface Wanted {
  readonly text: string;
  readonly criteria: Criteria;
  /** Entry that first has the reference, for the message. */
  readonly index: number;
}

/** What each conditional reference stands for, in the store or else in this Bundle. */
async function resolveAll(
  environment: Environment,
  reader: StoreReader,
  linked: readonly Linked[],
  identities: readonly Identity[],
): Promise<Map<string, string>> {
  const wanted = wantedReferences(environment, linked);
  if (wanted.length === 0) return new Map();
  const found = await findMatches(
    reader,
    wanted.map(({ criteria }) => criteria),
  );
  const deleted = new Set(
    identities
      .filter(({ write, action }) => action === 'write' && write.request.kind.endsWith('delete'))
      .map(({ key }) => keyText(key)),
  );
  const inBundle = new BundleIdentifiers(environment, identities);
  return new Map(
    wanted.map((reference, position) => {
      const { type } = reference.criteria.query;
      const stored = (found[position] ?? [])
        .map((id) => keyText({ type, id }))
        .filter((name) => !deleted.has(name));
      const names = stored.length > 0 ? stored : inBundle.find(reference);
      return [reference.text, onlyOne(reference, names)];
    }),
  );
}

function wantedReferences(environment: Environment, linked: readonly Linked[]): Wanted[] {
  const wanted = new Map<string, Wanted>();
  for (const { write, links } of linked) {
    for (const { kind, text } of links) {
      if (kind !== 'reference' || wanted.has(text) || !isConditional(text)) continue;
      wanted.set(text, wantedReference(environment, text, write.index));
    }
  }
  return [...wanted.values()];
}

function wantedReference(environment: Environment, text: string, index: number): Wanted {
  const reference = parseReference(text);
  const expression = `${expressionOf(index)}.resource`;
  if (reference.kind !== 'conditional' || !environment.definitions.isResourceType(reference.type)) {
    throw new FhirError('unprocessable', 'A conditional reference names no resource type of R4.', {
      expression,
    });
  }
  const criteria = parseCriteria(environment, reference.type, parseQueryString(reference.query));
  return { text, criteria, index };
}

/** Finds the resources of a Bundle by an identifier; they are indexed at the first question. */
class BundleIdentifiers {
  readonly #environment: Environment;
  readonly #identities: readonly Identity[];
  #byValue: Map<string, { readonly name: string; readonly system: string }[]> | undefined;

  constructor(environment: Environment, identities: readonly Identity[]) {
    this.#environment = environment;
    this.#identities = identities;
  }

  /** `Type/id` of each match. */
  find({ criteria }: Wanted): string[] {
    const wanted = criteria.identifier;
    if (wanted === undefined) return [];
    this.#byValue ??= this.#index();
    const { system } = wanted.value;
    const found = this.#byValue.get(`${wanted.type} ${wanted.value.value}`) ?? [];
    const fitting = found.filter((own) => system === undefined || own.system === system);
    return [...new Set(fitting.map(({ name }) => name))];
  }

  #index(): Map<string, { readonly name: string; readonly system: string }[]> {
    const byValue = new Map<string, { readonly name: string; readonly system: string }[]>();
    for (const { key, write } of this.#identities) {
      if (write.resource === undefined) continue;
      for (const { system, value } of this.#environment.extractor.extract(write.resource)
        .identifiers) {
        const known = byValue.get(`${key.type} ${value}`) ?? [];
        known.push({ name: keyText(key), system });
        byValue.set(`${key.type} ${value}`, known);
      }
    }
    return byValue;
  }
}

function onlyOne({ criteria, index }: Wanted, names: readonly string[]): string {
  const [name] = names;
  const { type } = criteria.query;
  const expression = `${expressionOf(index)}.resource`;
  if (name === undefined) {
    throw new FhirError(
      'precondition-failed',
      `${expression}: a conditional reference finds no ${type}.`,
      { expression },
    );
  }
  if (names.length > 1) {
    throw new FhirError(
      'multiple-matches',
      `${expression}: a conditional reference finds more than one ${type}.`,
      { expression },
    );
  }
  return name;
}

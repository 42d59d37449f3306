/** Conditional references (`Practitioner?identifier=…`): https://hl7.org/fhir/R4/http.html#trules */
import { FhirError } from '../fhir/errors.js';
import { parseReference } from '../fhir/reference.js';
import type { Resource } from '../fhir/resource.js';
import type { StoreReader } from '../storage/reader.js';
import {
  findMatches,
  parseCriteria,
  parseQueryString,
  type Criteria,
} from './conditional/criteria.js';
import type { Environment } from './environment.js';
import { LinkFinder } from './links.js';

const finders = new WeakMap<Environment['definitions'], LinkFinder>();

/** One finder for each set of definitions: its plans are kept. */
export function linkFinder({ definitions }: Pick<Environment, 'definitions'>): LinkFinder {
  let finder = finders.get(definitions);
  if (finder === undefined) {
    finder = new LinkFinder(definitions);
    finders.set(definitions, finder);
  }
  return finder;
}

/** The conditional references in a resource. */
export function conditionalReferences(environment: Environment, resource: Resource): Set<string> {
  const found = new Set<string>();
  linkFinder(environment).find(resource, (link) => {
    if (link.kind === 'reference' && isConditional(link.text)) found.add(link.text);
  });
  return found;
}

export function isConditional(reference: string): boolean {
  return reference.includes('?') && parseReference(reference).kind === 'conditional';
}

/**
 * What each conditional reference stands for: `Type/id`.
 * @throws FhirError `precondition-failed` when one finds nothing, `multiple-matches` when it finds
 * more than one resource
 */
export async function resolveConditional(
  environment: Environment,
  reader: StoreReader,
  references: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const texts = [...references];
  const criteria = texts.map((text) => referenceCriteria(environment, text));
  const found = await findMatches(reader, criteria);
  return new Map(
    texts.map((text, index) => {
      const type = criteria[index]?.query.type ?? '';
      return [text, `${type}/${uniqueMatch(type, found[index] ?? [])}`];
    }),
  );
}

function referenceCriteria(environment: Environment, text: string): Criteria {
  const reference = parseReference(text);
  if (reference.kind !== 'conditional') throw new Error('Not a conditional reference');
  if (!environment.definitions.isResourceType(reference.type)) {
    throw new FhirError('unprocessable', 'A conditional reference names no resource type of R4.');
  }
  return parseCriteria(environment, reference.type, parseQueryString(reference.query));
}

function uniqueMatch(type: string, ids: readonly string[]): string {
  const [id, ...others] = ids;
  if (id === undefined) {
    throw new FhirError('precondition-failed', `A conditional reference finds no ${type}.`);
  }
  if (others.length > 0) {
    throw new FhirError('multiple-matches', `A conditional reference finds more than one ${type}.`);
  }
  return id;
}

/** Resolves and rewrites the conditional references of one resource, in place. */
export async function rewriteConditional(
  environment: Environment,
  resource: Resource,
): Promise<void> {
  const references = conditionalReferences(environment, resource);
  if (references.size === 0) return;
  const resolved = await resolveConditional(environment, environment.reader, references);
  linkFinder(environment).find(resource, (link) => {
    const target = link.kind === 'reference' ? resolved.get(link.text) : undefined;
    if (target !== undefined) link.set(target);
  });
}

/**
 * Whether a version of a resource matches a FHIR search, judged without the database: by what would be
 * indexed of it. So each version is judged as it was, also when it has been overtaken meanwhile.
 */
import { FhirError } from '../../fhir/errors.js';
import type { Resource } from '../../fhir/resource.js';
import { parseCriteria, parseQueryString } from '../../interactions/conditional/criteria.js';
import type { Environment } from '../../interactions/environment.js';
import type { IndexEntries } from '../../search/index-entries.js';
import { keyText, type Key } from '../../search/keys.js';
import type { Criterion } from '../../search/query.js';

export type Condition = (resource: Resource) => boolean;

/**
 * Reads a search, such as `status=final&category=laboratory`. Tokens, identifiers, references, ids
 * and presence can be asked for, and their negation.
 * @param search '' is fulfilled by all
 * @throws FhirError `invalid-request` that names what is not understood
 */
export function createCondition(
  environment: Pick<Environment, 'extractor'> & Environment,
  type: string,
  search: string,
): Condition {
  if (search === '') return () => true;
  const { query } = parseCriteria(environment, type, parseQueryString(search));
  const tests = query.criteria.map(compile);
  return (resource) => {
    const indexed = new Indexed(resource, environment.extractor.extract(resource));
    return tests.every((test) => test(indexed));
  };
}

/** What would be indexed of a resource. */
class Indexed {
  readonly id: string;
  readonly entries: IndexEntries;
  readonly #tokens = new Set<string>();

  constructor(resource: Resource, entries: IndexEntries) {
    const { id } = resource as { id?: unknown };
    this.id = typeof id === 'string' ? id : '';
    this.entries = entries;
    const { tokens } = entries;
    for (let index = 0; index + 1 < tokens.length; index += 2) {
      this.#tokens.add(keyText({ high: tokens[index] ?? 0, low: tokens[index + 1] ?? 0 }));
    }
  }

  hasToken(key: Key): boolean {
    return this.#tokens.has(keyText(key));
  }
}

type Test = (indexed: Indexed) => boolean;

function compile(criterion: Criterion): Test {
  switch (criterion.kind) {
    case 'all': {
      const tests = criterion.of.map(compile);
      return (indexed) => tests.every((test) => test(indexed));
    }
    case 'any': {
      const tests = criterion.of.map(compile);
      return (indexed) => tests.some((test) => test(indexed));
    }
    case 'not': {
      const test = compile(criterion.of);
      return (indexed) => !test(indexed);
    }
    case 'keys':
      return (indexed) => criterion.keys.some((key) => indexed.hasToken(key));
    case 'id':
      return ({ id }) => criterion.ids.includes(id);
    case 'identifier':
      return ({ entries }) => hasIdentifier(entries, criterion);
    case 'reference':
      return ({ entries }) => hasReference(entries, criterion);
    default:
      throw new FhirError(
        'invalid-request',
        'A rule can ask for codes, identifiers, references and presence only.',
      );
  }
}

function hasIdentifier(
  { identifiers }: IndexEntries,
  { paths, values }: Extract<Criterion, { readonly kind: 'identifier' }>,
): boolean {
  return identifiers.some(
    ({ path, system, value }) =>
      paths.some((one) => isSame(one, path)) &&
      values.some((one) => one.value === value && (one.system ?? system) === system),
  );
}

function hasReference(
  { references, patients }: IndexEntries,
  { paths, targets }: Extract<Criterion, { readonly kind: 'reference' }>,
): boolean {
  return targets.some(
    (target) =>
      references.some(
        ({ path, type, id }) =>
          paths.some(({ key }) => isSame(key, path)) && type === target.type && id === target.id,
      ) ||
      // The row itself says whose it is.
      (paths.some(({ inRow }) => inRow) &&
        target.type === 'Patient' &&
        patients.includes(target.id)),
  );
}

function isSame(one: Key, other: Key): boolean {
  return one.high === other.high && one.low === other.low;
}

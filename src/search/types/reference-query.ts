/** Reference parameters as they are asked: https://hl7.org/fhir/R4/search.html#reference */
import { parseReference } from '../../fhir/reference.js';
import { isLogicalId, type ResourceKey } from '../../fhir/resource.js';
import { anyOf, NOTHING } from '../criterion.js';
import { TOKEN_FORMS, tokenKey, type Key } from '../keys.js';
import type { Asked } from '../parse/context.js';
import { NotUnderstoodError, unknownModifier, wrongValue } from '../parse/errors.js';
import type { Criterion, LinkPath } from '../query.js';
import type { QueryPath } from '../query-path.js';
import { unescapeValue } from '../value.js';
import { ANY_SYSTEM, splitCanonical } from './reference.js';
import { parseToken } from './asked-token.js';

/** @param values of the comma list, still escaped */
export function referenceCriterion(
  paths: readonly QueryPath[],
  values: readonly string[],
  asked: Asked,
): Criterion {
  const elements = paths.filter(isReference);
  const { name, modifier, parameter, parsing } = asked;
  if (modifier === 'identifier' && elements.length > 0) {
    return { kind: 'keys', keys: identifierKeys(elements, values, name) };
  }
  if (modifier !== undefined) requireTarget(paths, modifier, asked);
  const keys = paths.filter(isCanonical).flatMap((path) => canonicalKeys(path, values, name));
  const criteria: Criterion[] = [];
  if (elements.length > 0) {
    // What the FHIRPath engine finds is taken for either; a canonical has no form to check.
    const mustFit = elements.length === paths.length && !elements.some(isCanonical);
    criteria.push(
      ...literalCriteria(elements, values, { name, modifier, parameter, parsing, keys, mustFit }),
    );
  }
  return keys.length > 0 ? anyOf([...criteria, { kind: 'keys', keys }]) : anyOf(criteria);
}

const CANONICAL = new Set(['canonical', 'uri', 'url']);

/** True for paths to canonicals and uris, or that may be. */
export function isCanonical({ types }: Pick<QueryPath, 'types'>): boolean {
  return types.length === 0 || types.some((type) => CANONICAL.has(type));
}

/** True for paths to References, or that may be. */
export function isReference({ types }: Pick<QueryPath, 'types'>): boolean {
  return types.length === 0 || types.includes('Reference');
}

/** The ways along a path to the resources that it refers to; none where it holds no references. */
export function linksOf(path: Pick<QueryPath, 'types' | 'search'>): LinkPath[] {
  const links: LinkPath[] = isReference(path) ? [path.search] : [];
  if (isCanonical(path)) links.push({ key: path.search.key, inRow: false, byUrl: true });
  return links;
}

/** The types that a parameter's references can have as their target; undefined: any. */
export function targetTypes(
  paths: readonly QueryPath[],
  parameter: Asked['parameter'],
): readonly string[] | undefined {
  const [first, ...others] = paths;
  if (first?.target === undefined) return parameter?.definition.target;
  if (others.every(({ target }) => target === first.target)) return [first.target];
  if (others.some(({ target }) => target === undefined)) return parameter?.definition.target;
  return [...new Set(paths.flatMap(({ target }) => target ?? []))];
}

/** `:Patient`: the type of the target, for ids without one. */
function requireTarget(paths: readonly QueryPath[], modifier: string, asked: Asked): void {
  const { name, parameter, parsing } = asked;
  if (!parsing.context.isResourceType(modifier)) throw unknownModifier(name, modifier);
  const targets = targetTypes(paths, parameter);
  if (targets !== undefined && !targets.includes(modifier)) {
    throw new NotUnderstoodError(name, `it never refers to a resource of type ${modifier}`);
  }
}

interface LiteralAsked extends Asked {
  /** Receives the keys of references to elsewhere. */
  readonly keys: Key[];
  /** False where a value can also be something else than a reference. */
  readonly mustFit: boolean;
}

/** References to resources of this server, one criterion for each limit to the target's type. */
function literalCriteria(
  paths: readonly QueryPath[],
  values: readonly string[],
  asked: LiteralAsked,
): Criterion[] {
  const limits = [...new Set(paths.map(({ target }) => target))];
  const groups = limits.map((limit) => ({ limit, targets: [] as ResourceKey[] }));
  for (const value of values) {
    const targets = literalTargets(paths, unescapeValue(value), asked);
    if (targets === undefined) continue;
    let fits = false;
    for (const group of groups) {
      const own = targets.filter(({ type }) => group.limit === undefined || group.limit === type);
      group.targets.push(...own);
      if (own.length > 0) fits = true;
    }
    if (!fits) throw wrongValue(asked.name, 'it never refers to a resource of that type');
  }
  return groups
    .filter(({ targets }) => targets.length > 0)
    .map(({ limit, targets }) => ({
      kind: 'reference',
      paths: paths.filter(({ target }) => target === limit).map(({ search }) => search),
      targets,
    }));
}

/** What one value can mean on this server; undefined when it is something elsewhere. */
function literalTargets(
  paths: readonly QueryPath[],
  text: string,
  asked: LiteralAsked,
): ResourceKey[] | undefined {
  const { name, modifier, parsing } = asked;
  const reference = parseReference(text, parsing.context.base);
  if (reference.kind === 'local') {
    const { type, id } = reference;
    if (!parsing.context.isResourceType(type))
      throw wrongValue(name, 'there is no such resource type');
    if (modifier !== undefined && modifier !== type) {
      throw wrongValue(name, `a value is of another type than ${modifier}`);
    }
    return [{ type, id }];
  }
  if (isLogicalId(text)) return bareId(paths, text, asked);
  if (reference.kind === 'absolute') {
    for (const { search } of paths) {
      asked.keys.push(tokenKey(search.key, TOKEN_FORMS.code, '', reference.uri));
    }
    return undefined;
  }
  if (asked.mustFit)
    throw wrongValue(name, 'a value is no reference: Type/id, id or an absolute URL');
  return undefined;
}

/** An id without a type means a resource of any type that the parameter points at. */
function bareId(paths: readonly QueryPath[], id: string, asked: Asked): ResourceKey[] {
  const { name, modifier, parameter, parsing } = asked;
  if (modifier !== undefined) return [{ type: modifier, id }];
  const types = targetTypes(paths, parameter) ?? parsing.context.registry.resourceTypes;
  parsing.countValues(name, types.length);
  return types.map((type) => ({ type, id }));
}

/** `:identifier` compares with `Reference.identifier`. */
function identifierKeys(
  paths: readonly QueryPath[],
  values: readonly string[],
  name: string,
): Key[] {
  return values.flatMap((value) => {
    const { system, code } = parseToken(value, name);
    if (code === undefined) throw wrongValue(name, 'an identifier needs a value');
    return paths.map(({ search }) =>
      tokenKey(search.key, TOKEN_FORMS.identifier, system ?? ANY_SYSTEM, code),
    );
  });
}

/** A canonical is compared as it stands, with its version when one is asked. */
export function canonicalKeys(
  { search }: QueryPath,
  values: readonly string[],
  name: string,
): Key[] {
  return values.map((value) => {
    const { url, version } = splitCanonical(unescapeValue(value));
    if (url === '' || version === '') throw wrongValue(name, 'a value is no url or url|version');
    return version === undefined
      ? tokenKey(search.key, TOKEN_FORMS.code, '', url)
      : tokenKey(search.key, TOKEN_FORMS.versioned, url, version);
  });
}

/** `:missing` where only references to some type count. */
export function presentTargets(paths: readonly QueryPath[]): Criterion {
  const types = [...new Set(paths.flatMap(({ target }) => target ?? []))];
  if (types.length === 0) return NOTHING;
  return anyOf(
    types.map((type) => ({
      kind: 'reference-type',
      paths: paths.filter(({ target }) => target === type).map(({ search }) => search),
      types: [type],
    })),
  );
}

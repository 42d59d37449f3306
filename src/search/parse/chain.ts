/**
 * Chains: `subject:Patient.name` (https://hl7.org/fhir/R4/search.html#chaining) and, the other way,
 * `_has:Observation:patient:code` (https://hl7.org/fhir/R4/search.html#has).
 */
import { anyOf } from '../criterion.js';
import type { Criterion, LinkPath, SearchScope } from '../query.js';
import type { QueryPath } from '../query-path.js';
import type { SearchParameter, SearchRegistry } from '../registry.js';
import { isReference, linksOf, targetTypes } from '../types/reference-query.js';
import { commonBuilder } from './common.js';
import type { Parsing } from './context.js';
import { NotUnderstoodError, shownName, wrongValue } from './errors.js';
import { parseName } from './names.js';
import { searchablePaths, unknownParameter } from './ordinary.js';

/** Known to every type: https://hl7.org/fhir/R4/search_filter.html */
export const FILTER = '_filter';

/** One link of a chain, from a resource of `type` along its parameter `code`. */
export interface Link {
  readonly type: string;
  readonly code: string;
  /** What comes behind the link: the name of a parameter of the type it leads to. */
  readonly rest: string;
  /** The whole name, for messages. */
  readonly name: string;
}

/** Builds what comes behind the link, on a resource of this type. */
export type Inner = (type: string) => Criterion;

/** @param target the type after the colon, if there is one */
export function chainCriterion(
  link: Link,
  target: string | undefined,
  parsing: Parsing,
  inner: Inner,
): Criterion {
  const { paths, parameter } = referencePaths(link, parsing);
  const types = chainTypes(link, target, { paths, parameter }, parsing);
  const scopes = types.flatMap((type) => scopeOf(type, types, { link, parsing, inner }));
  if (scopes.length === 0) {
    throw new NotUnderstoodError(
      link.name,
      `no type that ${shownName(link.code)} refers to has such a parameter`,
    );
  }
  return anyOf(groupByPaths(paths, scopes).map((group) => ({ kind: 'chain', ...group })));
}

/** @param source the type that has the reference */
export function hasCriterion(
  link: Link,
  source: string,
  parsing: Parsing,
  inner: Inner,
): Criterion {
  if (!parsing.context.isResourceType(source)) {
    throw new NotUnderstoodError(link.name, '_has names no resource type');
  }
  const { paths, parameter } = referencePaths({ ...link, type: source }, parsing);
  const own = paths.filter((path) =>
    linkedTypes([path], parameter, parsing.context.registry).includes(link.type),
  );
  if (own.length === 0) {
    throw new NotUnderstoodError(
      link.name,
      `${shownName(link.code)} of ${source} never refers to a ${link.type}`,
    );
  }
  parsing.countScope(link.name);
  return {
    kind: 'has',
    paths: own.flatMap(linksOf),
    scope: { type: source, criteria: [inner(source)] },
  };
}

interface ReferenceParameter {
  readonly parameter: SearchParameter;
  readonly paths: readonly QueryPath[];
}

function referencePaths({ type, code, name }: Link, { context }: Parsing): ReferenceParameter {
  const parameter = context.registry.parameter(type, code);
  if (parameter === undefined) throw unknownParameter(name, type);
  const all =
    parameter.kind === 'reference' ? searchablePaths(context.registry, type, parameter) : [];
  const paths = all.filter((path) => linksOf(path).length > 0);
  if (paths.length === 0) {
    throw new NotUnderstoodError(name, `${shownName(code)} of ${type} is no reference to follow`);
  }
  return { parameter, paths };
}

function chainTypes(
  { name, code, type }: Link,
  target: string | undefined,
  { parameter, paths }: ReferenceParameter,
  { context }: Parsing,
): readonly string[] {
  const types = linkedTypes(paths, parameter, context.registry);
  if (target === undefined) return types;
  if (!context.isResourceType(target) || !types.includes(target)) {
    throw new NotUnderstoodError(
      name,
      `${shownName(code)} of ${type} never refers to a ${shownName(target)}`,
    );
  }
  return [target];
}

/** The types that paths can lead to; canonicals only to those that have a url. */
export function linkedTypes(
  paths: readonly QueryPath[],
  parameter: SearchParameter,
  registry: SearchRegistry,
): readonly string[] {
  const types = targetTypes(paths, parameter) ?? registry.resourceTypes;
  return paths.some(isReference) ? types : types.filter((type) => registry.hasCanonical(type));
}

interface ScopeContext {
  readonly link: Link;
  readonly parsing: Parsing;
  readonly inner: Inner;
}

/**
 * What is asked of a target of this type; nothing when the type has no such parameter, and others
 * may have.
 */
function scopeOf(
  type: string,
  types: readonly string[],
  { link, parsing, inner }: ScopeContext,
): SearchScope[] {
  if (types.length > 1 && !hasParameter(type, link.rest, parsing)) return [];
  parsing.countScope(link.name);
  try {
    return [{ type, criteria: [inner(type)] }];
  } catch (error) {
    if (types.length > 1 && error instanceof NotUnderstoodError) return [];
    throw error;
  }
}

/** Whether a type knows the first part of a name: cheap to ask of 145 types. */
function hasParameter(type: string, name: string, { context }: Parsing): boolean {
  const parsed = parseName(name);
  if (parsed.kind === 'has' || parsed.code === FILTER) return true;
  const parameter = context.registry.parameter(type, parsed.code);
  return parameter !== undefined || commonBuilder(parsed.code, parameter) !== undefined;
}

/** Paths that are limited to one type lead to that type only. */
function groupByPaths(
  paths: readonly QueryPath[],
  scopes: readonly SearchScope[],
): { paths: LinkPath[]; scopes: SearchScope[] }[] {
  const limits = [...new Set(paths.map(({ target }) => target))];
  return limits.flatMap((limit) => {
    const own = scopes.filter(({ type }) => limit === undefined || limit === type);
    if (own.length === 0) return [];
    const along = paths.filter(({ target }) => target === limit).flatMap(linksOf);
    return [{ paths: along, scopes: own }];
  });
}

/** @throws FhirError when a chain has too many links */
export function checkDepth(name: string, depth: number, { context }: Parsing): void {
  if (depth > context.limits.chainDepth) {
    throw wrongValue(name, `a chain has at most ${context.limits.chainDepth} links`);
  }
}

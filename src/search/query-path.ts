/** Index paths as queries see them; made once for each parameter of a type. */
import { isDeepStrictEqual } from 'node:util';
import type { ImpliedSystem } from './implied-system.js';
import { isMarkedByAbsence } from './presence.js';
import type { SearchPath } from './query.js';
import type { IndexPath, ParameterPath, SearchParameter, SearchRegistry } from './registry.js';
import type { TypedPath } from './path.js';

export interface QueryPath {
  readonly kind: IndexPath['kind'];
  readonly search: SearchPath;
  /** FHIR types that its values can have; empty when only the FHIRPath engine knows. */
  readonly types: readonly string[];
  readonly typed: readonly TypedPath[];
  /** Of bare codes. */
  readonly implied: ImpliedSystem | undefined;
  /** Only references to this type count. */
  readonly target: string | undefined;
  readonly isMarkedByAbsence: boolean;
  /** False where values have keys only, and no rows. */
  readonly ordered: boolean;
  /** Undefined for what is no composite. */
  readonly composite: IndexPath | undefined;
}

const prepared = new WeakMap<SearchParameter, readonly QueryPath[]>();

/** The paths of a parameter of `type`; parameters are objects of one type, so they are kept by parameter. */
export function queryPaths(
  registry: SearchRegistry,
  type: string,
  parameter: SearchParameter,
): readonly QueryPath[] {
  let paths = prepared.get(parameter);
  if (paths === undefined) {
    paths = parameter.paths.map((path) => queryPath(registry, type, path));
    prepared.set(parameter, paths);
  }
  return paths;
}

function queryPath(
  registry: SearchRegistry,
  type: string,
  { path, target }: ParameterPath,
): QueryPath {
  return {
    kind: path.kind,
    search: registry.searchPath(type, path),
    types: path.typed.map((typed) => typed.type),
    typed: path.typed,
    implied: impliedOf(path.typed),
    target,
    isMarkedByAbsence: isMarkedByAbsence(path),
    ordered: path.ordered,
    composite: path.kind === 'composite' ? path : undefined,
  };
}

/** What the ends of a path say of their codes; undefined where they don't say the same. */
export function impliedOf(typed: readonly TypedPath[]): ImpliedSystem | undefined {
  const [first, ...others] = typed.map(({ implied }) => implied);
  return others.every((other) => isDeepStrictEqual(first, other)) ? first : undefined;
}

/**
 * Where the values lie in the body, as property names; undefined where a condition on the way
 * decides which of them count.
 */
export function placesOf(typed: TypedPath): readonly string[] | undefined {
  const names: string[] = [];
  for (const move of typed.moves) {
    if (move.kind !== 'property') return undefined;
    names.push(move.name);
  }
  return names;
}

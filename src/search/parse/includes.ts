/** `_include` and `_revinclude`: https://hl7.org/fhir/R4/search.html#revinclude */
import { queryPaths } from '../query-path.js';
import { isReference, targetTypes } from '../types/reference-query.js';
import type { Parsing } from './context.js';
import { NotUnderstoodError, shownName, unknownModifier } from './errors.js';
import type { QueryParameter } from './parameters.js';
import type { Include } from './request.js';

/**
 * One parameter; several when it means several things, such as all references of all types.
 * @param types the types that are searched
 * @throws FhirError: a NotUnderstoodError when there is no such type or reference
 */
export function parseInclude(
  types: readonly string[],
  [name, value]: QueryParameter,
  parsing: Parsing,
): Include[] {
  const iterate = isIterating(name);
  if (value === '*') {
    const isForward = name.startsWith('_include');
    // What is included goes on from its own type.
    const starts = iterate ? parsing.context.registry.resourceTypes : types;
    const sources = isForward ? starts : referringTypes(starts, parsing);
    return sources.map((source) => everyPath(source, undefined, iterate));
  }
  const [source = '', code = '', target, ...more] = value.split(':');
  if (!parsing.context.isResourceType(source) || code === '' || more.length > 0) {
    throw new NotUnderstoodError(
      name,
      'a value is not of the form Type:reference or Type:reference:Type',
    );
  }
  if (target !== undefined && !parsing.context.isResourceType(target)) {
    throw new NotUnderstoodError(name, 'the type behind the reference is no resource type');
  }
  if (code === '*') return [everyPath(source, target, iterate)];
  return alongParameter({ name, source, code, target, iterate }, parsing);
}

/** `:recurse` is what STU3 called it. */
function isIterating(name: string): boolean {
  const colon = name.indexOf(':');
  if (colon === -1) return false;
  const modifier = name.slice(colon + 1);
  if (modifier !== 'iterate' && modifier !== 'recurse') throw unknownModifier(name, modifier);
  return true;
}

function everyPath(source: string, target: string | undefined, iterate: boolean): Include {
  return {
    source,
    paths: undefined,
    targets: target === undefined ? undefined : [target],
    iterate,
  };
}

interface AskedInclude {
  readonly name: string;
  readonly source: string;
  readonly code: string;
  readonly target: string | undefined;
  readonly iterate: boolean;
}

function alongParameter(asked: AskedInclude, { context }: Parsing): Include[] {
  const { name, source, code, target, iterate } = asked;
  const parameter = context.registry.parameter(source, code);
  const paths =
    parameter?.kind === 'reference'
      ? queryPaths(context.registry, source, parameter).filter(isReference)
      : [];
  if (paths.length === 0) {
    throw new NotUnderstoodError(name, `${shownName(code)} of ${source} is no reference to follow`);
  }
  const possible = targetTypes(paths, parameter);
  if (target !== undefined && possible !== undefined && !possible.includes(target)) {
    throw new NotUnderstoodError(
      name,
      `${shownName(code)} of ${source} never refers to a ${target}`,
    );
  }
  // `Flag:patient` follows the same element as `Flag:subject`, to patients only.
  const limits = [...new Set(paths.map((path) => path.target))];
  return limits
    .filter((limit) => target === undefined || limit === undefined || limit === target)
    .map((limit) => {
      const type = target ?? limit;
      return {
        source,
        paths: paths.filter((path) => path.target === limit).map(({ search }) => search.key),
        targets: type === undefined ? undefined : [type],
        iterate,
      };
    });
}

/** The types with a reference that can lead to one of these. */
function referringTypes(types: readonly string[], { context }: Parsing): string[] {
  const { registry } = context;
  return registry.resourceTypes.filter((source) =>
    [...registry.parameters(source).values()].some((parameter) => {
      if (parameter.kind !== 'reference') return false;
      const paths = queryPaths(registry, source, parameter).filter(isReference);
      if (paths.length === 0) return false;
      const targets = targetTypes(paths, parameter);
      return targets === undefined || types.some((type) => targets.includes(type));
    }),
  );
}

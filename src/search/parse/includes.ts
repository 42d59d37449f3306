/** `_include` and `_revinclude`: https://hl7.org/fhir/R4/search.html#revinclude */
import type { Key } from '../keys.js';
import { queryPaths } from '../query-path.js';
import type { LinkPath } from '../query.js';
import { linksOf } from '../types/reference-query.js';
import { linkedTypes } from './chain.js';
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
    return sources.map((source) => everyPath(source, undefined, iterate, parsing));
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
  if (code === '*') return [everyPath(source, target, iterate, parsing)];
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

function everyPath(
  source: string,
  target: string | undefined,
  iterate: boolean,
  { context }: Parsing,
): Include {
  const links = [...context.registry.parameters(source).values()]
    .filter(({ kind, pending }) => kind === 'reference' && !pending)
    .flatMap((parameter) => queryPaths(context.registry, source, parameter).flatMap(linksOf));
  return {
    source,
    paths: undefined,
    urlPaths: urlPathsOf(links),
    targets: target === undefined ? undefined : [target],
    iterate,
  };
}

function urlPathsOf(links: readonly LinkPath[]): Key[] {
  return [...new Set(links.filter(({ byUrl }) => byUrl === true).map(({ key }) => key))];
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
      ? queryPaths(context.registry, source, parameter).filter((path) => linksOf(path).length > 0)
      : [];
  if (parameter === undefined || paths.length === 0) {
    throw new NotUnderstoodError(name, `${shownName(code)} of ${source} is no reference to follow`);
  }
  if (target !== undefined && !linkedTypes(paths, parameter, context.registry).includes(target)) {
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
      const followed = paths.filter((path) => path.target === limit);
      const links = followed.flatMap(linksOf);
      return {
        source,
        paths: links.filter(({ byUrl }) => byUrl !== true).map(({ key }) => key),
        urlPaths: urlPathsOf(links),
        targets: type === undefined ? undefined : [type],
        possible: linkedTypes(followed, parameter, context.registry),
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
      return queryPaths(registry, source, parameter).some((path) => {
        if (linksOf(path).length === 0) return false;
        const targets = linkedTypes([path], parameter, registry);
        return types.some((type) => targets.includes(type));
      });
    }),
  );
}

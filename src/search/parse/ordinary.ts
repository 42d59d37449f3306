/** Parameters with index paths: each search type has its own builder. */
import { allOf, anyOf, not } from '../criterion.js';
import { present } from '../presence.js';
import type { Criterion } from '../query.js';
import { queryPaths, type QueryPath } from '../query-path.js';
import type { SearchParameter } from '../registry.js';
import { compositeCriterion } from '../types/composite-query.js';
import { dateCriterion } from '../types/date-query.js';
import { numberCriterion } from '../types/number-query.js';
import { quantityCriterion } from '../types/quantity-query.js';
import {
  isCanonical,
  isReference,
  presentTargets,
  referenceCriterion,
} from '../types/reference-query.js';
import { stringCriterion } from '../types/string-query.js';
import { tokenCriterion } from '../types/token-query.js';
import { uriCriterion } from '../types/uri-query.js';
import { commonBuilder, parseMissing } from './common.js';
import type { Asked } from './context.js';
import { NotUnderstoodError } from './errors.js';

type Builder = (paths: readonly QueryPath[], values: readonly string[], asked: Asked) => Criterion;

const BUILDERS: Readonly<Record<SearchParameter['kind'], Builder | undefined>> = {
  token: tokenCriterion,
  string: stringCriterion,
  reference: referenceCriterion,
  date: dateCriterion,
  number: numberCriterion,
  quantity: quantityCriterion,
  uri: uriCriterion,
  composite: compositeCriterion,
  special: undefined,
};

/** A parameter of a type by its code, with all that it asks. */
export interface PlainParameter {
  readonly type: string;
  readonly code: string;
  /** Of the comma list, still escaped. */
  readonly values: readonly string[];
}

/** @throws FhirError: a NotUnderstoodError when the type has no such parameter or modifier */
export function plainCriterion(
  { type, code, values }: PlainParameter,
  { name, modifier, parsing }: Omit<Asked, 'parameter'>,
): Criterion {
  const { registry } = parsing.context;
  const parameter = registry.parameter(type, code);
  const asked: Asked = { name, modifier, parameter, parsing };
  const common = commonBuilder(code, parameter);
  if (common !== undefined) return common(values, asked);
  const paths = parameter === undefined ? [] : searchablePaths(registry, type, parameter);
  const builder = parameter && BUILDERS[parameter.kind];
  if (builder === undefined || paths.length === 0) {
    throw registry.parameters(type).get(code)?.pending === true
      ? new NotUnderstoodError(name, 'resources are not indexed for it yet')
      : unknownParameter(name, type);
  }
  if (modifier === 'missing') return missingCriterion(paths, values, name);
  return builder(paths, values, asked);
}

export function unknownParameter(name: string, type: string): NotUnderstoodError {
  return new NotUnderstoodError(name, `there is no such search parameter for ${type}`);
}

/** The paths of a parameter that a search can use. */
export function searchablePaths(
  registry: Asked['parsing']['context']['registry'],
  type: string,
  parameter: SearchParameter,
): readonly QueryPath[] {
  const paths = queryPaths(registry, type, parameter);
  // Nearly always all of them: no new list is made for each search.
  return paths.every(isUsable) ? paths : paths.filter(isUsable);
}

/**
 * Some composites of R4 have no compiled form, `Bundle.composition` is no reference at all, and
 * sampled data have no one value.
 */
function isUsable(path: Pick<QueryPath, 'kind' | 'types' | 'composite'>): boolean {
  switch (path.kind) {
    case 'composite':
      return path.composite?.components !== undefined;
    case 'reference':
      return isReference(path) || isCanonical(path);
    case 'quantity':
      return path.types.length === 0 || path.types.some((type) => type !== 'SampledData');
    default:
      return true;
  }
}

/** True for parameters with index paths that a search can use. */
export function hasBuilder({ kind, paths }: SearchParameter): boolean {
  return (
    BUILDERS[kind] !== undefined &&
    paths.some(({ path }) =>
      isUsable({ kind, types: path.typed.map(({ type }) => type), composite: path }),
    )
  );
}

/** `:missing`: https://hl7.org/fhir/R4/search.html#modifiers */
function missingCriterion(
  paths: readonly QueryPath[],
  values: readonly string[],
  name: string,
): Criterion {
  const isMissing = parseMissing(values, name);
  const limited = paths.filter(({ target }) => target !== undefined);
  const whole = paths.filter(({ target }) => target === undefined);
  const marks = whole.map(present);
  if (limited.length > 0) marks.push(presentTargets(limited));
  return isMissing ? allOf(marks.map(negated)) : anyOf(marks);
}

function negated(criterion: Criterion): Criterion {
  return criterion.kind === 'not' ? criterion.of : not(criterion);
}

/** The records of a patient as searches, one for each type. */
import type { Environment } from '../../interactions/environment.js';
import { parseContext } from '../../interactions/search/context.js';
import { allOf, anyOf } from '../../search/criterion.js';
import { parseCriteria } from '../../search/parse/search.js';
import type { Criterion, DateCriterion, SearchQuery } from '../../search/query.js';
import type { SearchParameter } from '../../search/registry.js';
import type { AskedEverything, CareBound } from './asked.js';

/** @param since false for records of which only what they refer to is asked */
export function recordsOf(
  environment: Environment,
  asked: Pick<AskedEverything, 'start' | 'end' | 'since'>,
  { patient, type }: { readonly patient: string; readonly type: string },
): SearchQuery {
  const { start, end, since } = asked;
  const criteria: Criterion[] = [{ kind: 'patient-compartment', id: patient }];
  if (since !== undefined) criteria.push({ kind: 'updated', low: since, high: Infinity });
  if (start !== undefined || end !== undefined) {
    criteria.push(...careCriteria(environment, type, { start, end }));
  }
  return { type, criteria, sort: [] };
}

/** What a person is born on tells nothing of care. */
const NO_CARE = 'birthdate';

/**
 * Records whose main date meets the time in which care was given, and those that have none.
 * https://hl7.org/fhir/R4/patient-operation-everything.html: care dates, not those of the record
 */
function careCriteria(
  environment: Environment,
  type: string,
  { start, end }: Pick<AskedEverything, 'start' | 'end'>,
): Criterion[] {
  const { registry } = environment;
  const { date } = registry.rowPaths(type);
  const parameter = [...registry.parameters(type).values()].find(
    ({ kind, paths }) => kind === 'date' && paths.length === 1 && paths[0]?.path === date,
  );
  if (date === undefined || parameter === undefined || parameter.code === NO_CARE) return [];
  const path = registry.searchPath(type, date);
  const bounds: Criterion[] = [];
  if (start !== undefined) bounds.push(meets(path, start, 'from'));
  if (end !== undefined) bounds.push(meets(path, end, 'to'));
  return [anyOf([allOf(bounds), ...missing(environment, type, parameter)])];
}

/** The span of the record has a part on the right side of the bound. */
function meets(
  path: DateCriterion['paths'][number],
  { moment, local }: CareBound,
  side: 'from' | 'to',
): DateCriterion {
  const [low, high] = side === 'from' ? [moment, Infinity] : [-Infinity, moment];
  return { kind: 'date', paths: [path], prefix: 'ap', low, high, local };
}

function missing(
  environment: Environment,
  type: string,
  { code }: SearchParameter,
): readonly Criterion[] {
  return parseCriteria(type, [[`${code}:missing`, 'true']], parseContext(environment)).criteria;
}

/**
 * `_filter`: https://hl7.org/fhir/R4/search_filter.html. Its operators are modifiers and prefixes
 * under other names, so the same builders make the criteria.
 */
import { allOf, anyOf, not } from '../criterion.js';
import type { Criterion } from '../query.js';
import type { SearchParameter } from '../registry.js';
import { isPrefix } from '../types/prefix.js';
import { textCriterion } from '../types/string-query.js';
import { parseDateValue } from '../types/date-query.js';
import { chainCriterion, checkDepth } from './chain.js';
import { commonBuilder } from './common.js';
import type { Parsing } from './context.js';
import { wrongValue } from './errors.js';
import { parseFilter, type FilterNode, type FilterTest } from './filter-syntax.js';
import { parseName } from './names.js';
import { plainCriterion, searchablePaths, unknownParameter } from './ordinary.js';

export function filterCriterion(
  type: string,
  name: string,
  value: string,
  parsing: Parsing,
): Criterion {
  const node = parseFilter(value, name, parsing.context.limits);
  return nodeCriterion(node, { type, name, parsing });
}

interface FilterContext {
  readonly type: string;
  /** Of the whole parameter, for messages. */
  readonly name: string;
  readonly parsing: Parsing;
}

function nodeCriterion(node: FilterNode, context: FilterContext): Criterion {
  switch (node.kind) {
    case 'and':
      return allOf([nodeCriterion(node.left, context), nodeCriterion(node.right, context)]);
    case 'or':
      return anyOf([nodeCriterion(node.left, context), nodeCriterion(node.right, context)]);
    case 'not':
      return not(nodeCriterion(node.of, context));
    case 'test':
      return pathCriterion(context.type, node.path, node, { ...context, depth: 0 });
  }
}

interface TestContext extends FilterContext {
  readonly depth: number;
}

function pathCriterion(
  type: string,
  path: string,
  test: FilterTest,
  context: TestContext,
): Criterion {
  const parsed = parseName(path);
  const { name, parsing } = context;
  const own = `${name} ${path}`;
  if (parsed.kind === 'chain') {
    const depth = context.depth + 1;
    checkDepth(name, depth, parsing);
    const link = { type, code: parsed.code, rest: parsed.rest, name: own };
    return chainCriterion(link, parsed.type, parsing, (next) =>
      pathCriterion(next, parsed.rest, test, { ...context, depth }),
    );
  }
  parsing.countValues(name, 1);
  const modifier = parsed.kind === 'plain' ? parsed.modifier : undefined;
  if (modifier !== undefined) throw wrongValue(own, 'names in a filter have no modifiers');
  return testCriterion({ type, code: path, test, name: own, parsing });
}

interface PlainTest {
  readonly type: string;
  readonly code: string;
  readonly test: FilterTest;
  readonly name: string;
  readonly parsing: Parsing;
}

function testCriterion(plain: PlainTest): Criterion {
  const { test, parsing, type, code } = plain;
  const parameter = parsing.context.registry.parameter(type, code);
  const { operator, value } = test;
  if (parameter === undefined && commonBuilder(code, parameter) === undefined) {
    throw unknownParameter(plain.name, type);
  }
  if (operator === 'pr') return presence(plain, value);
  if (operator === 'ne' && !isOrdered(parameter)) {
    return allOf([presence(plain, 'true'), not(equality(plain, parameter))]);
  }
  if (operator === 'eq') return equality(plain, parameter);
  if (operator === 'po') return overlap(plain, parameter);
  if (isPrefix(operator) && isOrdered(parameter)) return ask(plain, undefined, operator + value);
  const modifier = modifierFor(operator, parameter);
  if (modifier === undefined) throw notExpressible(plain);
  return ask(plain, modifier === '' ? undefined : modifier, value);
}

/** The modifier that does what an operator says; empty for none, undefined where nothing does. */
function modifierFor(
  operator: FilterTest['operator'],
  parameter: SearchParameter | undefined,
): string | undefined {
  const kind = parameter?.kind;
  const own: Readonly<Record<string, string>> = {
    'string sw': '',
    'string co': 'contains',
    'token in': 'in',
    'token ni': 'not-in',
    'reference re': '',
  };
  return own[`${kind} ${operator}`];
}

/** Kinds that have prefixes of their own. */
function isOrdered(parameter: SearchParameter | undefined): boolean {
  const kind = parameter?.kind;
  return kind === 'date' || kind === 'number' || kind === 'quantity';
}

/** `pr true`: there is a value. */
function presence(plain: PlainTest, value: string): Criterion {
  if (value !== 'true' && value !== 'false') throw wrongValue(plain.name, 'pr is true or false');
  return ask(plain, 'missing', value === 'true' ? 'false' : 'true');
}

/** Texts are equal without regard to case and accents, as everywhere in string searches. */
function equality(plain: PlainTest, parameter: SearchParameter | undefined): Criterion {
  const { type, code, name, parsing, test } = plain;
  if (parameter?.kind !== 'string' || commonBuilder(code, parameter) !== undefined) {
    return ask(plain, undefined, test.value);
  }
  // Normalised texts have no slash in them, so nothing lies below one: what is left is equality.
  const paths = searchablePaths(parsing.context.registry, type, parameter);
  return textCriterion(paths, 'below', [test.value], { name });
}

/** `po`: the periods overlap, which is what `ap` means once its range is not widened. */
function overlap(plain: PlainTest, parameter: SearchParameter | undefined): Criterion {
  const { type, code, name, parsing, test } = plain;
  if (parameter?.kind !== 'date' || commonBuilder(code, parameter) !== undefined) {
    throw notExpressible(plain);
  }
  const paths = searchablePaths(parsing.context.registry, type, parameter);
  const asked = parseDateValue(`eq${test.value}`, { name, parsing });
  return { kind: 'date', paths: paths.map(({ search }) => search), ...asked, prefix: 'ap' };
}

function ask(plain: PlainTest, modifier: string | undefined, value: string): Criterion {
  const { type, code, name, parsing } = plain;
  return plainCriterion({ type, code, values: [value] }, { name, modifier, parsing });
}

function notExpressible({ name, test }: PlainTest): Error {
  return wrongValue(name, `the operator ${test.operator} is not supported for this parameter`);
}

/** The binary operators: https://hl7.org/fhirpath/N1/#operations */
import type { Environment, Evaluate } from './environment.js';
import { distinct, includes } from './sets.js';
import {
  compare,
  equal,
  equivalent,
  FhirPathError,
  atom,
  single,
  Temporal,
  truth,
  type Atom,
  type Collection,
} from './values.js';

type Operator = (left: Evaluate, right: Evaluate) => Evaluate;

function answer(value: boolean | undefined): Collection {
  return value === undefined ? [] : [value];
}

/** Both sides are needed. */
function eager(apply: (left: Collection, right: Collection) => Collection): Operator {
  return (left, right) => (input, environment) => {
    // Each side starts from the same input and the same $this.
    const one = left(input, environment);
    return apply(one, right(input, environment));
  };
}

function ordered(fits: (order: number) => boolean): Operator {
  return eager((left, right) => {
    const order = compare(left, right);
    return order === undefined ? [] : [fits(order)];
  });
}

function arithmetic(apply: (left: Atom, right: Atom) => Atom | undefined): Operator {
  return eager((left, right) => {
    const one = single(left);
    const other = single(right);
    const a = one === undefined ? undefined : atom(one);
    const b = other === undefined ? undefined : atom(other);
    const result = a === undefined || b === undefined ? undefined : apply(a, b);
    return result === undefined ? [] : [result];
  });
}

function numeric(apply: (left: number, right: number) => number | undefined): Operator {
  return arithmetic((left, right) => {
    if (typeof left === 'number' && typeof right === 'number') return apply(left, right);
    throw new FhirPathError('numbers are expected');
  });
}

function plus(left: Atom, right: Atom): Atom {
  if (typeof left === 'string' && typeof right === 'string') return left + right;
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  throw new FhirPathError('these values can not be added');
}

function joined(items: Collection): string {
  const item = single(items);
  const value = item === undefined ? undefined : atom(item);
  if (value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  return value instanceof Temporal ? value.text : '';
}

/** The right side is only looked at when the left one does not decide. */
function logical(
  decides: (left: boolean | undefined) => boolean | undefined,
  both: (left: boolean | undefined, right: boolean | undefined) => boolean | undefined,
): Operator {
  return (left, right) => (input, environment: Environment) => {
    const one = truth(left(input, environment));
    const decided = decides(one);
    if (decided !== undefined) return [decided];
    return answer(both(one, truth(right(input, environment))));
  };
}

const and = logical(
  (left) => (left === false ? false : undefined),
  (left, right) => (right === false ? false : left === true ? right : undefined),
);

const or = logical(
  (left) => (left === true ? true : undefined),
  (left, right) => (right === true ? true : left === false ? right : undefined),
);

const xor = logical(
  () => undefined,
  (left, right) => (left === undefined || right === undefined ? undefined : left !== right),
);

const implies = logical(
  (left) => (left === false ? true : undefined),
  (left, right) => (right === true ? true : left === true ? right : undefined),
);

function member(item: Collection, items: Collection): Collection {
  const one = single(item);
  return one === undefined ? [] : [includes(items, one)];
}

export const BINARY: ReadonlyMap<string, Operator> = new Map(
  Object.entries<Operator>({
    and,
    or,
    xor,
    implies,
    '=': eager((left, right) => answer(equal(left, right))),
    '!=': eager((left, right) => {
      const same = equal(left, right);
      return answer(same === undefined ? undefined : !same);
    }),
    '~': eager((left, right) => [equivalent(left, right)]),
    '!~': eager((left, right) => [!equivalent(left, right)]),
    '<': ordered((order) => order < 0),
    '<=': ordered((order) => order <= 0),
    '>': ordered((order) => order > 0),
    '>=': ordered((order) => order >= 0),
    '|': eager((left, right) => distinct([...left, ...right])),
    in: eager(member),
    contains: eager((items, item) => member(item, items)),
    '+': arithmetic(plus),
    '-': numeric((left, right) => left - right),
    '*': numeric((left, right) => left * right),
    '/': numeric((left, right) => (right === 0 ? undefined : left / right)),
    div: numeric((left, right) => (right === 0 ? undefined : Math.trunc(left / right))),
    mod: numeric((left, right) => (right === 0 ? undefined : left % right)),
    '&': eager((left, right) => [joined(left) + joined(right)]),
  }),
);

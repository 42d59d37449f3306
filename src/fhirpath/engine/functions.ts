/** The functions of FHIRPath and those FHIR adds: https://hl7.org/fhir/R4/fhirpath.html#functions */
import { objectsAt, isObject } from '../../fhir/json.js';
import { spend, type Apply, type Environment, type Evaluate } from './environment.js';
import { FhirNode } from './node.js';
import { distinct, includes } from './sets.js';
import { STRING_FUNCTIONS } from './strings.js';
import { atom, number, single, text, truth, type Collection, type Item } from './values.js';

type Loop = (args: readonly Evaluate[]) => Evaluate;

/** Evaluates `criterion` with `item` as input and `$this`. */
function onItem(criterion: Evaluate, item: Item, environment: Environment): Collection {
  const one: Collection = [item];
  const outer = environment.self;
  environment.self = one;
  spend(environment, 1);
  const result = criterion(one, environment);
  environment.self = outer;
  return result;
}

function loop(
  run: (input: Collection, each: (item: Item, index: number) => Collection) => Collection,
): Loop {
  return ([criterion]) => {
    if (criterion === undefined) return (input) => run(input, (item) => [item]);
    return (input, environment) => {
      const outer = environment.position;
      const result = run(input, (item, index) => {
        environment.position = index;
        return onItem(criterion, item, environment);
      });
      environment.position = outer;
      return result;
    };
  };
}

const holds = (items: Collection): boolean => truth(items) === true;

const where = loop((input, each) => input.filter((item, index) => holds(each(item, index))));

/** `iif(condition, then, else)` evaluates only the branch it needs. */
const iif: Loop = ([condition, then, otherwise]) => {
  return (input, environment) => {
    const outer = environment.self;
    environment.self = input;
    const branch =
      condition !== undefined && holds(condition(input, environment)) ? then : otherwise;
    const result = branch?.(input, environment) ?? [];
    environment.self = outer;
    return result;
  };
};

const repeat: Loop = ([projection]) => {
  return (input, environment) => {
    const found: Item[] = [];
    const seen = new Set<unknown>();
    let level = input;
    while (level.length > 0 && projection !== undefined) {
      const below = level.flatMap((item) => onItem(projection, item, environment));
      const next = below.filter((item) => isNew(item, seen));
      found.push(...next);
      level = next;
    }
    return found;
  };
};

function isNew(item: Item, seen: Set<unknown>): boolean {
  const key = item instanceof FhirNode ? item.value : item;
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

/** Functions whose argument is evaluated for each item. */
export const ITERATORS: ReadonlyMap<string, Loop> = new Map(
  Object.entries<Loop>({
    where,
    exists: (args) => {
      const find = args.length === 0 ? undefined : where(args);
      return (input, environment) => [(find?.(input, environment) ?? input).length > 0];
    },
    all: loop((input, each) => [input.every((item, index) => holds(each(item, index)))]),
    select: loop((input, each) => input.flatMap((item, index) => each(item, index))),
    iif,
    repeat,
  }),
);

function every(wanted: boolean): Apply {
  return (input) => [input.every((item) => atom(item) === wanted)];
}

function some(wanted: boolean): Apply {
  return (input) => [input.some((item) => atom(item) === wanted)];
}

function argument(args: readonly Collection[], index: number): Collection {
  return args[index] ?? [];
}

function children(input: Collection, { navigator }: Environment): Item[] {
  return input.flatMap((item) => (item instanceof FhirNode ? navigator.allChildren(item) : []));
}

const descendants: Apply = (input, _, environment) => {
  const found: Item[] = [];
  let level: Collection = input;
  while (level.length > 0) {
    level = children(level, environment);
    spend(environment, level.length);
    for (const item of level) found.push(item);
  }
  return found;
};

/** Reads the JSON itself: extensions are looked for very often. */
const extension: Apply = (input, args, { navigator }) => {
  const url = text(argument(args, 0));
  if (url === undefined) return [];
  return input.flatMap((item) => {
    if (!(item instanceof FhirNode)) return [];
    const holder = isObject(item.value) ? item.value : item.extra;
    if (holder === undefined || !objectsAt(holder, 'extension').some((one) => one['url'] === url)) {
      return [];
    }
    return navigator
      .children(item, 'extension')
      .filter((one) => isObject(one.value) && one.value['url'] === url);
  });
};

const hasValue: Apply = ([item, ...others]) => [
  others.length === 0 &&
    item !== undefined &&
    (!(item instanceof FhirNode) || (item.value !== undefined && !isObject(item.value))),
];

const resolve: Apply = (input, _, { hooks }) =>
  input.flatMap((item) => {
    const node = item instanceof FhirNode ? item : undefined;
    const reference = isObject(node?.value) ? node.value['reference'] : atom(item);
    const found = typeof reference === 'string' ? hooks.resolve(reference, node) : undefined;
    return found ?? [];
  });

const memberOf: Apply = (input, args, { hooks }) => {
  const item = single(input);
  const url = text(argument(args, 0));
  if (!(item instanceof FhirNode) || url === undefined) return [];
  return [hooks.memberOf(item, url)];
};

const conformsTo: Apply = (input, args, { hooks }) => {
  const item = single(input);
  const url = text(argument(args, 0));
  if (!(item instanceof FhirNode) || url === undefined) return [];
  return [hooks.conformsTo(item, url)];
};

function slice(from: (input: Collection, count: number) => Collection): Apply {
  return (input, args) => from(input, number(argument(args, 0)) ?? 0);
}

const subset = (small: Collection, large: Collection): Collection => [
  small.every((item) => includes(large, item)),
];

export const FUNCTIONS: ReadonlyMap<string, Apply> = new Map(
  Object.entries<Apply>({
    ...STRING_FUNCTIONS,
    empty: (input) => [input.length === 0],
    not: (input) => {
      const value = truth(input);
      return value === undefined ? [] : [!value];
    },
    allTrue: every(true),
    allFalse: every(false),
    anyTrue: some(true),
    anyFalse: some(false),
    count: (input) => [input.length],
    distinct: (input) => distinct(input),
    isDistinct: (input) => [distinct(input).length === input.length],
    subsetOf: (input, args) => subset(input, argument(args, 0)),
    supersetOf: (input, args) => subset(argument(args, 0), input),
    first: (input) => input.slice(0, 1),
    last: (input) => input.slice(-1),
    tail: (input) => input.slice(1),
    skip: slice((input, count) => input.slice(Math.max(0, count))),
    take: slice((input, count) => input.slice(0, Math.max(0, count))),
    single: (input) => {
      const item = single(input);
      return item === undefined ? [] : [item];
    },
    intersect: (input, args) => distinct(input.filter((item) => includes(argument(args, 0), item))),
    exclude: (input, args) => input.filter((item) => !includes(argument(args, 0), item)),
    union: (input, args) => distinct([...input, ...argument(args, 0)]),
    combine: (input, args) => [...input, ...argument(args, 0)],
    children: (input, _, environment) => children(input, environment),
    descendants,
    trace: (input) => input,
    extension,
    hasValue,
    resolve,
    memberOf,
    conformsTo,
    /** https://hl7.org/fhir/R4/fhirpath.html: narrative is checked by the structural layer. */
    htmlChecks: () => [true],
  }),
);

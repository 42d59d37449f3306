/**
 * Resources that matches refer to, or that refer to them, and so on with `:iterate`:
 * https://hl7.org/fhir/R4/search.html#revinclude
 */
import { containedKey, containedType } from '../../search/contained.js';
import type { Key } from '../../search/keys.js';
import { keyText } from '../../search/keys.js';
import type { Include } from '../../search/parse/request.js';
import type { IncludedResource, IncludeWay } from '../../storage/search/include.js';
import { concurrently, type Lanes } from './concurrently.js';

/** From resources of some types along references to resources of some types. */
interface Step {
  readonly direction: 'included' | 'revincluded';
  /** Undefined: any. */
  readonly from: readonly string[] | undefined;
  readonly to: readonly string[] | undefined;
  /** What can come, by the definition of the references. */
  readonly possible: readonly string[] | undefined;
  /** Undefined: every path. */
  readonly paths: readonly Key[] | undefined;
  /** Of canonical references. */
  readonly urlPaths: readonly Key[];
  readonly iterate: boolean;
}

export interface Inclusion {
  readonly includes: readonly Include[];
  readonly revincludes: readonly Include[];
  /** Resources that are included at most. */
  readonly limit: number;
}

export interface Included {
  readonly resources: readonly IncludedResource[];
  /** False when a bound was met: there is more. */
  readonly complete: boolean;
}

type Asked = Pick<Inclusion, 'includes' | 'revincludes'>;

/** The same references where matches are contained resources, whose values have keys of their own. */
export function alsoFromContained({ includes, revincludes }: Asked): Asked {
  const twins = includes.map(({ source, paths, ...rest }) => ({
    ...rest,
    source: containedType(source),
    paths: paths?.map(containedKey),
  }));
  return {
    includes: [...includes, ...twins],
    // Nothing but the container refers to what it contains.
    revincludes: revincludes.map(({ targets, ...rest }) => ({
      ...rest,
      targets: targets && [...targets, ...targets.map(containedType)],
    })),
  };
}

/** References are followed over this many resources in a row. */
const MAX_ROUNDS = 10;

interface Start {
  readonly rid: number;
  readonly type: string;
}

/** Each resource once, and none that is a match already. */
export async function includedWith(
  lanes: Lanes,
  matches: readonly Start[],
  inclusion: Inclusion,
): Promise<Included> {
  const steps = stepsOf(inclusion);
  const known = new Set(matches.map(({ rid }) => rid));
  const resources: IncludedResource[] = [];
  // One connection does one thing after another.
  const ahead = lanes.width === 1 ? NOTHING_AHEAD : secondSteps(steps, matches);
  const second = followAhead(lanes, ahead, matches, inclusion.limit + known.size + 1);
  // Whoever waits for it is told; when nobody does any more, it does not matter.
  second.catch(() => undefined);
  let edge: readonly Start[] = matches;
  for (let round = 0; edge.length > 0; round++) {
    const iterated = steps.filter(({ iterate }) => iterate);
    const due =
      round === 0
        ? steps
        : round === 1
          ? iterated.filter((step) => !ahead.steps.has(step))
          : iterated;
    const left = round < MAX_ROUNDS ? inclusion.limit - resources.length : 0;
    // Those that are known may come again, and count in the limit of the statement.
    const [found, more] = await Promise.all([
      follow(lanes, due, edge, left + known.size + 1),
      round === 1 ? second : [],
    ]);
    const fresh = [...found, ...more].filter(({ rid }) => !known.has(rid) && known.add(rid));
    resources.push(...fresh.slice(0, left));
    if (fresh.length > left) return { resources, complete: false };
    edge = fresh;
  }
  return { resources, complete: true };
}

/** What can be followed over two references at once, while the first ones are followed. */
interface Ahead {
  readonly steps: ReadonlySet<Step>;
  /** What leads there from the matches. */
  readonly via: readonly IncludeWay[];
}

const NOTHING_AHEAD: Ahead = { steps: new Set(), via: [] };

/**
 * Iterated includes from types that are none of the matches, and that only includes lead to: what they
 * start from is known without looking.
 */
function secondSteps(steps: readonly Step[], matches: readonly Start[]): Ahead {
  const types = new Set(matches.map(({ type }) => type));
  if (steps.some(({ direction, from }) => direction === 'revincluded' || from === undefined)) {
    return NOTHING_AHEAD;
  }
  const isFirst = ({ from }: Step): boolean => from?.some((type) => types.has(type)) === true;
  const sources = new Set(steps.filter(({ iterate }) => iterate).flatMap(({ from }) => from ?? []));
  const between = [...sources].filter((type) => !types.has(type));
  const via = steps.filter(isFirst).flatMap((step): IncludeWay[] => {
    const to = (step.to ?? step.possible ?? between).filter((type) => between.includes(type));
    return to.length === 0 ? [] : [{ ...wayOf(step), types: to }];
  });
  const isSecond = ({ iterate, from }: Step): boolean =>
    iterate && from?.every((type) => between.includes(type)) === true;
  return via.length === 0 ? NOTHING_AHEAD : { steps: new Set(steps.filter(isSecond)), via };
}

async function followAhead(
  lanes: Lanes,
  { steps, via }: Ahead,
  matches: readonly Start[],
  limit: number,
): Promise<IncludedResource[]> {
  const rids = matches.map(({ rid }) => rid);
  const found = await concurrently(lanes, fromTheSame([...steps]), ([step, ...others]) => {
    const own = via.map((way) => ({
      ...way,
      types: way.types?.filter((type) => step.from?.includes(type)),
    }));
    const also = others.map(wayOf);
    return lanes.reader.included({ ...wayOf(step), also, via: own, rids, limit });
  });
  return found.flat();
}

async function follow(
  lanes: Lanes,
  steps: readonly Step[],
  edge: readonly Start[],
  limit: number,
): Promise<IncludedResource[]> {
  const found = await concurrently(lanes, fromTheSame(steps), async ([step, ...others]) => {
    const { direction, from } = step;
    const rids = edge.filter(({ type }) => from?.includes(type) ?? true).map(({ rid }) => rid);
    if (rids.length === 0) return [];
    return lanes.reader[direction]({ ...wayOf(step), also: others.map(wayOf), rids, limit });
  });
  return found.flat();
}

function wayOf({ paths, urlPaths, to, possible }: Step): IncludeWay {
  return { paths, urlPaths, types: to, possible };
}

/** Steps that begin at the same resources are one statement. */
function fromTheSame(steps: readonly Step[]): (readonly [Step, ...Step[]])[] {
  const groups = new Map<string, [Step, ...Step[]]>();
  for (const step of steps) {
    const name = JSON.stringify([step.direction, step.from]);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [step]);
    else group.push(step);
  }
  return [...groups.values()];
}

/** Includes between the same types are one step: one statement follows all their references. */
function stepsOf({ includes, revincludes }: Inclusion): Step[] {
  const steps = [
    ...includes.map((include): Step => ({
      direction: 'included',
      from: [include.source],
      to: include.targets,
      possible: include.possible,
      paths: include.paths,
      urlPaths: include.urlPaths,
      iterate: include.iterate,
    })),
    ...revincludes.map((include): Step => ({
      direction: 'revincluded',
      from: include.targets,
      to: [include.source],
      possible: undefined,
      paths: include.paths,
      urlPaths: include.urlPaths,
      iterate: include.iterate,
    })),
  ];
  const byTypes = merged(
    steps,
    ({ from, to }) => [from, to],
    (one, other) => ({
      ...one,
      possible: union(one.possible, other.possible, String),
      paths: union(one.paths, other.paths, keyText),
      urlPaths: union(one.urlPaths, other.urlPaths, keyText) ?? [],
    }),
  );
  // `*` names many types, which go the same way.
  const byStart = merged(
    byTypes,
    ({ from, paths, urlPaths }) => [from, paths, urlPaths],
    (one, other) => ({
      ...one,
      to: union(one.to, other.to, String),
      possible: union(one.possible, other.possible, String),
    }),
  );
  return merged(
    byStart,
    ({ to, paths, urlPaths }) => [to, paths, urlPaths],
    (one, other) => ({
      ...one,
      from: union(one.from, other.from, String),
      possible: union(one.possible, other.possible, String),
    }),
  );
}

/** Steps that have the same of what `name` gives become one. */
function merged(
  steps: readonly Step[],
  name: (step: Step) => readonly unknown[],
  merge: (one: Step, other: Step) => Step,
): Step[] {
  const found = new Map<string, Step>();
  for (const step of steps) {
    const { direction, iterate } = step;
    // An undefined part becomes null: it differs from every list.
    const key = JSON.stringify([direction, iterate, ...name(step)]);
    const same = found.get(key);
    found.set(key, same === undefined ? step : merge(same, step));
  }
  return [...found.values()];
}

/** Undefined stands for everything. */
function union<Part>(
  one: readonly Part[] | undefined,
  other: readonly Part[] | undefined,
  text: (part: Part) => string,
): readonly Part[] | undefined {
  if (one === undefined || other === undefined) return undefined;
  return [...new Map([...one, ...other].map((part) => [text(part), part])).values()];
}

/** Many journeys at once: whether all come to their end, and how long they take. */
import type { Turn } from './authorize.js';
import { walkJourney, type JourneyOrder } from './journey.js';
import { Report } from './report.js';

export interface ManyJourneys {
  readonly journeys: number;
  readonly failed: number;
  /** Why, each reason once. */
  readonly reasons: readonly string[];
  readonly queries: number;
  /** Of whole journeys. */
  readonly medianMilliseconds: number;
  readonly slowestMilliseconds: number;
  /** From the first start to the last end. */
  readonly totalMilliseconds: number;
}

/** Each `{n}` in the name of the user is the number of the journey. */
const NUMBER = '{n}';

/**
 * The server takes many attempts to sign in as the same person for guesses, so that one signs in after
 * the other; different persons do at once.
 */
export async function walkMany(order: JourneyOrder, count: number): Promise<ManyJourneys> {
  const started = performance.now();
  const turns = new Map<string, Turn>();
  const all = await Promise.all(
    Array.from({ length: count }, (_, index) => {
      const user = order.user.replaceAll(NUMBER, String(index + 1));
      const signInTurn = turns.get(user) ?? inTurn();
      turns.set(user, signInTurn);
      return walkOne({ ...order, user, signInTurn });
    }),
  );
  const times = all.map(({ milliseconds }) => milliseconds).sort((one, other) => one - other);
  const reasons = all.flatMap(({ reason }) => reason ?? []);
  return {
    journeys: count,
    failed: reasons.length,
    reasons: [...new Set(reasons)],
    queries: all.reduce((sum, { queries }) => sum + queries, 0),
    medianMilliseconds: Math.round(times[Math.floor(times.length / 2)] ?? 0),
    slowestMilliseconds: Math.round(times.at(-1) ?? 0),
    totalMilliseconds: Math.round(performance.now() - started),
  };
}

function inTurn(): Turn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}

interface One {
  readonly milliseconds: number;
  readonly queries: number;
  readonly reason: string | undefined;
}

async function walkOne(order: JourneyOrder): Promise<One> {
  const started = performance.now();
  let queries = 0;
  let reason: string | undefined;
  const report = new Report(undefined);
  try {
    await walkJourney(order, {
      step: (step) => {
        report.step(step);
      },
      service: (service) => {
        queries += service.collected.length;
        report.service(service);
      },
    });
    if (!report.isGood) reason = 'a query was refused';
  } catch (error) {
    reason = error instanceof Error ? error.message : 'unknown';
  }
  return { milliseconds: performance.now() - started, queries, reason };
}

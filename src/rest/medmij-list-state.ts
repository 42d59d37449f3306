/** How the lists of MedMij are doing, for operators: from the database, so the same whoever is asked. */
import type { JsonObject } from '../fhir/json.js';
import type { StoredList } from '../storage/medmij-lists.js';
import type { Finding } from './operations-app.js';

export interface ListRules {
  /** Those without which nothing of MedMij works. */
  readonly required: readonly string[];
  readonly maxAgeSeconds: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Seconds since the source last confirmed the list; undefined when it was never loaded. */
function age({ copy }: StoredList, { now }: ListRules): number | undefined {
  return copy === undefined ? undefined : Math.max(0, (now - copy.confirmed.getTime()) / 1000);
}

function isFresh(list: StoredList, rules: ListRules): boolean {
  const seconds = age(list, rules);
  return seconds !== undefined && seconds <= rules.maxAgeSeconds;
}

/** True when every list that is needed is there and not too old. */
export function areUsable(lists: readonly StoredList[], rules: ListRules): boolean {
  return rules.required.every((name) =>
    lists.some((list) => list.list === name && isFresh(list, rules)),
  );
}

/** One list, as `/readyz` and the command line show it. */
export function listState(list: StoredList, rules: ListRules): JsonObject {
  const { copy, failure } = list;
  const seconds = age(list, rules);
  const state = copy === undefined ? 'missing' : isFresh(list, rules) ? 'fresh' : 'stale';
  return {
    list: list.list,
    state,
    ...(copy === undefined || seconds === undefined
      ? {}
      : {
          ageSeconds: Math.floor(seconds),
          sequence: copy.sequence,
          issued: copy.issued.toISOString(),
        }),
    ...(failure === undefined ? {} : { failedAt: failure.at.toISOString() }),
  };
}

/** The FHIR API works without MedMij, so what is wrong here does not make the server unready. */
export function medmijListFinding(lists: readonly StoredList[], rules: ListRules): Finding {
  return {
    status: areUsable(lists, rules) ? 'ok' : 'degraded',
    details: { lists: lists.map((list) => listState(list, rules)) },
  };
}

/** Lines in the text format of Prometheus. */
export function medmijListGauges(lists: readonly StoredList[], rules: ListRules): string {
  const gauge = (name: string, help: string, value: (list: StoredList) => number | undefined) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} gauge`,
    ...lists.flatMap((list) => {
      const number = value(list);
      return number === undefined ? [] : [`${name}{list="${list.list}"} ${number}`];
    }),
  ];
  const lines = [
    ...gauge(
      'vuurtoren_medmij_list_age_seconds',
      'Time since the source of a list of MedMij last confirmed it',
      (list) => age(list, rules),
    ),
    ...gauge(
      'vuurtoren_medmij_list_sequence',
      'Volgnummer of a list of MedMij',
      ({ copy }) => copy?.sequence,
    ),
    ...gauge(
      'vuurtoren_medmij_list_failing',
      '1 when the last attempt to renew a list of MedMij failed',
      ({ failure }) => (failure === undefined ? 0 : 1),
    ),
    '# HELP vuurtoren_medmij_lists_usable 1 when the lists of MedMij are there and not too old',
    '# TYPE vuurtoren_medmij_lists_usable gauge',
    `vuurtoren_medmij_lists_usable ${areUsable(lists, rules) ? 1 : 0}`,
  ];
  return `${lines.join('\n')}\n`;
}

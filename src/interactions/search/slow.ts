/** The log of slow searches, for operators: never a value, which may be personal data. */
import type { ParsedSearch } from '../../search/parse/request.js';
import type { Environment } from '../environment.js';
import type { InteractionRequest } from '../types.js';

/** Types whose ways are shown, when many are searched. */
const MAX_WAYS = 5;

/** Logs the search when it took longer than the server's threshold. */
export function noteSlow(
  { settings, log, clock, reader }: Environment,
  interaction: InteractionRequest['kind'],
  { queries, used }: ParsedSearch,
  started: number,
): void {
  const milliseconds = clock() - started;
  if (milliseconds < settings.slowSearchMilliseconds) return;
  const ways = queries.slice(0, MAX_WAYS).map((query) => reader.ways(query, { limit: 1 }));
  log.warn(
    {
      milliseconds,
      interaction,
      types: queries.map(({ type }) => type),
      parameters: used.map(([name]) => name),
      ways,
    },
    'A search was slow',
  );
}

/** The routes of destinations and the messages to them, one row each. `docs/hl7v2-outbound.md`. */
import { FhirError } from '../fhir/errors.js';
import { stringAt, type JsonObject } from '../fhir/json.js';
import type { Logger } from '../ports.js';
import type { Chosen } from '../storage/outbox/destinations.js';
import type { OutboxState } from '../storage/outbox/states.js';
import type { AdminRoute } from './hl7-routes.js';
import type { OutboundAdministration } from './outbound-administration.js';

/** @param log told who decided what */
export function outboundRoutes(
  outbound: OutboundAdministration,
  log: Logger,
): readonly AdminRoute[] {
  return [...destinationRoutes(outbound, log), ...outboxRoutes(outbound, log)];
}

function destinationRoutes(outbound: OutboundAdministration, log: Logger): readonly AdminRoute[] {
  return [
    {
      method: 'GET',
      path: '/destinations',
      schema: 'nothing',
      run: async () => ({ destinations: await outbound.destinations() }),
    },
    {
      method: 'POST',
      path: '/destinations/pause',
      schema: 'pause',
      run: async ({ input, who }) => {
        const name = stringAt(input, 'name') ?? '';
        await outbound.pause(name, stringAt(input, 'reason'));
        log.info({ who, destination: name }, 'A destination was paused');
        return { paused: name };
      },
    },
    {
      method: 'POST',
      path: '/destinations/resume',
      schema: 'resume',
      run: async ({ input, who }) => {
        const name = stringAt(input, 'name') ?? '';
        await outbound.resume(name);
        log.info({ who, destination: name }, 'A destination gets its messages again');
        return { resumed: name };
      },
    },
  ];
}

function outboxRoutes(outbound: OutboundAdministration, log: Logger): readonly AdminRoute[] {
  return [
    {
      method: 'GET',
      path: '/outbox',
      schema: 'outbox',
      run: ({ input }) => outbound.messages(listOptions(input)),
    },
    {
      method: 'GET',
      path: '/outbox/:id',
      schema: 'nothing',
      run: async ({ id = 0, who }) => {
        const { message, content } = await outbound.message(id);
        log.info({ who, message: id }, 'A message to another system was looked at');
        return { ...message, content: content?.toString('base64') };
      },
    },
    {
      method: 'POST',
      path: '/outbox/retry',
      schema: 'chosen',
      run: async ({ input, who }) => {
        const retried = await outbound.retry(chosenBy(input));
        log.info({ who, messages: retried }, 'Messages that were not taken are sent again');
        return { retried };
      },
    },
    {
      method: 'POST',
      path: '/outbox/skip',
      schema: 'chosen',
      run: async ({ input, who }) => {
        const skipped = await outbound.skip(chosenBy(input));
        log.info({ who, messages: skipped }, 'Messages that were not taken are given up');
        return { skipped };
      },
    },
  ];
}

function listOptions(input: JsonObject): Parameters<OutboundAdministration['messages']>[0] {
  const { destination, states, after, limit } = input;
  const [state] = Array.isArray(states) ? states : [];
  return {
    ...(typeof destination === 'string' && { destination }),
    ...(typeof state === 'string' && { state: state as OutboxState }),
    ...(typeof after === 'number' && { after }),
    ...(typeof limit === 'number' && { count: limit }),
  };
}

/** Nothing is ever decided about everything: some messages, or those of one destination. */
function chosenBy({ ids, destination }: JsonObject): Chosen {
  if (Array.isArray(ids) && destination === undefined) return { ids: ids.map(Number) };
  if (typeof destination === 'string' && ids === undefined) return { destination };
  throw new FhirError('invalid-request', 'The request has either ids or a destination.');
}

/** Events of the chain log as they are delivered. */
import type { StoredChainEvent } from '../../storage/auth/medmij/chain-events.js';

/** Names as MedMij's logging policy has them; the form of the file is not public. */
export function chainEventLine(event: StoredChainEvent): Record<string, unknown> {
  return {
    id: event.id,
    date: event.at.toISOString(),
    event: event.event,
    session_id: event.sessionId,
    trace_id: event.traceId,
    request_id: event.requestId,
    sender: event.sender,
    receiver: event.receiver,
    ...(event.details === undefined ? {} : { details: event.details }),
  };
}

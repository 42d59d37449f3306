/** The chain log of MedMij: `medmij_chain_event`. */
import type { Session } from '../../database.js';

export interface ChainRow {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly event: string;
  readonly traceId?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly requestId?: string | undefined;
  readonly sender?: string | undefined;
  readonly receiver?: string | undefined;
  readonly details?: Readonly<Record<string, string | number>> | undefined;
}

/** Adds events in their order, all in one statement. */
export async function saveChainEvents(session: Session, rows: readonly ChainRow[]): Promise<void> {
  await session.query({
    name: 'medmij-save-chain-events',
    text: `insert into medmij_chain_event (at, event, trace_id, session_id, request_id, sender, receiver, details)
      select to_timestamp(e.at / 1000), e.event, e."traceId", e."sessionId", e."requestId", e.sender, e.receiver,
        e.details
      from jsonb_to_recordset($1::jsonb) as e(at double precision, event text, "traceId" text, "sessionId" text,
        "requestId" text, sender text, receiver text, details jsonb)`,
    values: [JSON.stringify(rows)],
  });
}

export interface StoredChainEvent extends Omit<ChainRow, 'at'> {
  readonly id: number;
  readonly at: Date;
}

/** Events of one page. */
export const CHAIN_PAGE = 1000;

/**
 * In the order of their ids, CHAIN_PAGE at most.
 * @param after id of the last event of the page before, or 0
 * @param since leaves out what happened before
 */
export async function listChainEvents(
  session: Session,
  after: number,
  since: Date | undefined,
): Promise<StoredChainEvent[]> {
  const rows = await session.query<{
    id: number;
    at: Date;
    event: string;
    trace_id: string | null;
    session_id: string | null;
    request_id: string | null;
    sender: string | null;
    receiver: string | null;
    details: Record<string, string | number> | null;
  }>({
    name: 'medmij-chain-events',
    text: `select id, at, event, trace_id, session_id, request_id, sender, receiver, details
      from medmij_chain_event where id > $1 and ($2::timestamptz is null or at >= $2)
      order by id limit ${CHAIN_PAGE}`,
    values: [after, since],
  });
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    event: row.event,
    traceId: row.trace_id ?? undefined,
    sessionId: row.session_id ?? undefined,
    requestId: row.request_id ?? undefined,
    sender: row.sender ?? undefined,
    receiver: row.receiver ?? undefined,
    details: row.details ?? undefined,
  }));
}

/** Removes what is older. Any number of processes may do this at once. */
export async function removeChainEvents(session: Session, days: number): Promise<void> {
  await session.query({
    name: 'medmij-remove-chain-events',
    text: 'delete from medmij_chain_event where at < now() - make_interval(days => $1)',
    values: [days],
  });
}

/** What became of a message, found by its bytes: for those who sent it. */
import type { JsonObject } from '../../fhir/json.js';
import type { Session } from '../database.js';
import { reasonOf, stateOf, type MessageState, type Reason, type ReasonColumns } from './states.js';

export interface FoundMessage {
  readonly id: number;
  readonly state: MessageState;
  readonly reason?: Reason;
  readonly outcome: JsonObject | undefined;
}

interface Row extends ReasonColumns {
  readonly id: number;
  readonly state: number;
  readonly outcome: JsonObject | null;
}

/**
 * @param digest SHA-256 of its bytes
 * @returns undefined when the feed has no such message
 */
export async function findMessageByDigest(
  session: Session,
  digest: Buffer,
  feed: string,
): Promise<FoundMessage | undefined> {
  const [row] = await session.query<Row>({
    name: 'hl7-by-digest',
    text: `select id, state, reason, reason_text, reason_at, outcome from hl7_message
      where digest = $1::bytea and feed = $2::text`,
    values: [digest, feed],
  });
  if (row === undefined) return undefined;
  return {
    id: row.id,
    state: stateOf(row.state),
    outcome: row.outcome ?? undefined,
    ...reasonOf(row),
  };
}

/** In which states a message to another system can be. */

/** The numbers are stored. */
export const OUTBOX_STATES = {
  /** To be sent, or sent without an answer so far. */
  queued: 1,
  /** The destination has taken it. */
  sent: 2,
  /** It is not sent any more unless a person says so. */
  dead: 3,
  /** A person decided that it need not be sent. */
  skipped: 4,
} as const;

export type OutboxState = keyof typeof OUTBOX_STATES;

const NAMES = new Map<number, OutboxState>(
  Object.entries(OUTBOX_STATES).map(([name, number]) => [number, name as OutboxState]),
);

/** @throws Error for a number that is none */
export function outboxStateOf(number: number): OutboxState {
  const state = NAMES.get(number);
  if (state === undefined) throw new Error(`${number} is no state of a message.`);
  return state;
}

/** Why a message is in its state. No values of the message. */
export interface OutboxReason {
  readonly code: string;
  readonly text: string;
}

/** In which states a message can be. */

/** The numbers are stored. */
export const STATE_NUMBERS = {
  /** Stored, to be processed. */
  received: 1,
  /** Became resources. */
  processed: 2,
  /** Waits for a person's decision. */
  waiting: 3,
  /** Could not be processed; a person has to mend something. */
  failed: 4,
  /** A rule says that nothing is made of it. */
  ignored: 5,
  /** Answered with an error: the sender still has it. */
  refused: 6,
} as const;

export type MessageState = keyof typeof STATE_NUMBERS;

export const MESSAGE_STATES = Object.keys(STATE_NUMBERS) as readonly MessageState[];

const BY_NUMBER = new Map<number, MessageState>(
  MESSAGE_STATES.map((state) => [STATE_NUMBERS[state], state]),
);

/** @throws Error for a number that is none */
export function stateOf(number: number): MessageState {
  const state = BY_NUMBER.get(number);
  if (state === undefined) throw new Error(`${number} is no state of a message.`);
  return state;
}

/** Why a message is in its state. No values of the message: it is shown in lists and logs. */
export interface Reason {
  /** From a closed list, for rules and filters. */
  readonly code: string;
  readonly text: string;
  /** `PID[1]-3`; undefined when it is about the message as a whole. */
  readonly at?: string;
}

/** The columns of a reason. */
export interface ReasonColumns {
  readonly reason: string | null;
  readonly reason_text: string | null;
  readonly reason_at: string | null;
}

/** The reason of a row, to be spread into an object. */
export function reasonOf(row: ReasonColumns): { readonly reason?: Reason } {
  if (row.reason === null) return {};
  const { reason: code, reason_text: text, reason_at: at } = row;
  return { reason: { code, text: text ?? '', ...(at !== null && { at }) } };
}

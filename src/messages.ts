/** What the primary process and its workers say to one another. */
export type ToWorker =
  /** Finish what is under way and exit. */
  | { readonly kind: 'stop' }
  /** Another process has received HL7 v2 messages that are to be processed. */
  | { readonly kind: 'hl7-received'; readonly messages: number }
  | { readonly kind: 'metrics'; readonly id: number; readonly text: string };

export type ToPrimary =
  /** The worker accepts requests. */
  | { readonly kind: 'ready' }
  /** It can't start; trying again would not help. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** It has received HL7 v2 messages that are to be processed. */
  | { readonly kind: 'hl7-received'; readonly messages: number }
  /** /metrics was asked for: the primary adds up those of all workers. */
  | { readonly kind: 'metrics'; readonly id: number };

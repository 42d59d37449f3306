/** A judged message as a row of the inbox. */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from '../../storage/inbox/receive.js';
import type { Reason } from '../../storage/inbox/states.js';
import type { Hl7Error } from '../hl7-error.js';
import type { MessageHeader } from '../parser/header.js';
import { formatPath } from '../parser/path.js';
import type { Verdict } from './acceptance.js';
import type { Judged } from './judged.js';
import { orderKeys } from './order-keys.js';

/** Where and when a message came in. */
export interface Arrival {
  readonly feed: string;
  readonly peer: string;
  /** Milliseconds since the epoch. */
  readonly received: number;
}

/** What a message is known by when it comes again: SHA-256 of its bytes. */
export function digestOf(content: Buffer): Buffer {
  return createHash('sha256').update(content).digest();
}

/** Also of a message that is refused: an operator can see what was sent. */
export function incomingMessage(
  { bytes, charset, message, header, verdict }: Judged,
  arrival: Arrival,
): IncomingMessage {
  const reason = reasonOfVerdict(verdict);
  return {
    ...arrival,
    content: bytes,
    digest: digestOf(bytes),
    state: verdict.kind === 'accept' ? 'received' : 'error' in verdict ? 'refused' : 'ignored',
    orderKeys:
      verdict.kind === 'accept' && verdict.order !== undefined ? orderKeys(verdict.order) : [],
    ...(reason !== undefined && { reason }),
    ...headerColumns(header),
    ...(message !== undefined && { charset }),
  };
}

function reasonOfVerdict(verdict: Verdict): Reason | undefined {
  if (verdict.kind === 'ignore') return verdict.reason;
  return 'error' in verdict ? reasonOfError(verdict.error) : undefined;
}

/** An error of a message as the reason of its state: `HL70357-101`. */
export function reasonOfError({ code, message, location }: Hl7Error): Reason {
  return {
    code: `HL70357-${code}`,
    text: message,
    ...(location !== undefined && { at: formatPath(location) }),
  };
}

/** What lists show of a message. */
function headerColumns(header: MessageHeader | undefined): Partial<IncomingMessage> {
  if (header === undefined) return {};
  const { controlId, version, messageCode = '', triggerEvent } = header;
  const event = triggerEvent === undefined ? messageCode : `${messageCode}^${triggerEvent}`;
  return {
    sender: column(`${header.sendingApplication ?? ''}|${header.sendingFacility ?? ''}`),
    ...(controlId !== undefined && { controlId: column(controlId) }),
    ...(event !== '' && { event: column(event) }),
    ...(version !== undefined && { version: column(version) }),
  };
}

const MOST_CHARACTERS = 200;

/** PostgreSQL has no place for NUL, and lists none for texts without end. */
function column(text: string): string {
  return text.slice(0, MOST_CHARACTERS).toWellFormed().replaceAll('\0', '');
}

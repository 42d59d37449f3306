/**
 * MLLP framing: VT, content, FS, CR. HL7 v2 Transport: Minimal Lower Layer Protocol, release 1 and 2.
 * Content is found as it arrives, however it is cut, and within the deviations that senders show: no
 * CR after FS, noise between frames, a message without VT.
 */

const VT = 0x0b;
const FS = 0x1c;
const CR = 0x0d;

/** MLLP release 2, commit acknowledgements. */
const COMMIT = { ack: 0x06, nak: 0x15 } as const;

export type FrameEvent =
  | { readonly kind: 'frame'; readonly content: Buffer }
  /** Too large: `head` is its beginning, the rest was let go. */
  | { readonly kind: 'oversize'; readonly head: Buffer; readonly size: number }
  /** A frame that another one, or the end of the connection, cut off. Never a message. */
  | { readonly kind: 'unfinished'; readonly size: number }
  /** Bytes outside a frame that begin no message. */
  | { readonly kind: 'noise'; readonly size: number };

/** What a frame that is too large is kept of: enough to acknowledge it. */
const HEAD = 8192;

/** How much more is read of a frame that is too large, in multiples of what is allowed. */
const OVERRUN = 4;

/** A sender that goes on and on; the connection is to be closed. */
export class EndlessFrame extends Error {}

export interface FrameLimits {
  /** Bytes of a frame's content. */
  readonly maxFrame: number;
  /** Asks for memory to keep content in; false when there is none. Given back with `release`. */
  readonly reserve?: (bytes: number) => boolean;
  readonly release?: (bytes: number) => void;
}

/** Messages, batches and files may come without VT. */
const STARTS = ['MSH', 'FHS', 'BHS'].map((name) => Buffer.from(name));
const START_LENGTH = 3;

export class FrameReader {
  readonly #limits: FrameLimits;
  #chunks: Buffer[] = [];
  /** Bytes kept in #chunks. */
  #kept = 0;
  /** Bytes of the frame so far. */
  #size = 0;
  #state: 'outside' | 'inside' | 'dropping' = 'outside';
  /** Bytes outside a frame that may turn out to be the begin of a message. */
  #outside: Buffer = Buffer.alloc(0);
  #noise = 0;

  constructor(limits: FrameLimits) {
    this.#limits = limits;
  }

  /** True while a frame has begun and not ended. */
  get isWithinFrame(): boolean {
    return this.#state !== 'outside';
  }

  /**
   * Takes bytes as they came and gives what they complete.
   * @throws EndlessFrame when a frame is a multiple of what is allowed
   */
  read(bytes: Buffer): FrameEvent[] {
    const events: FrameEvent[] = [];
    let rest = bytes;
    while (rest.length > 0) {
      rest = this.#state === 'outside' ? this.#skip(rest, events) : this.#collect(rest, events);
    }
    return events;
  }

  /** The connection has ended. */
  end(): FrameEvent[] {
    const events: FrameEvent[] = [];
    this.#flushNoise(events);
    if (this.isWithinFrame) this.#abandon(events);
    return events;
  }

  /** Looks for the begin of a frame; gives what follows it. */
  #skip(bytes: Buffer, events: FrameEvent[]): Buffer {
    const data = this.#outside.length > 0 ? Buffer.concat([this.#outside, bytes]) : bytes;
    this.#outside = Buffer.alloc(0);
    for (let at = 0; at < data.length; at += 1) {
      if (data[at] === VT) return this.#begin(data.subarray(at + 1), events);
      const found = startAt(data, at);
      if (found === 'yes') return this.#begin(data.subarray(at), events);
      if (found === 'perhaps') {
        this.#outside = Buffer.from(data.subarray(at));
        return Buffer.alloc(0);
      }
      if (!isBlank(data[at])) this.#noise += 1;
    }
    return Buffer.alloc(0);
  }

  #begin(rest: Buffer, events: FrameEvent[]): Buffer {
    this.#flushNoise(events);
    this.#state = 'inside';
    return rest;
  }

  /** Takes content up to the end of the frame; gives what follows it. */
  #collect(bytes: Buffer, events: FrameEvent[]): Buffer {
    const end = endOf(bytes);
    const content = end < 0 ? bytes : bytes.subarray(0, end);
    this.#keep(content);
    if (end < 0) return Buffer.alloc(0);
    if (bytes[end] === VT) {
      this.#abandon(events);
      this.#state = 'inside';
    } else {
      this.#complete(events);
    }
    return bytes.subarray(end + 1);
  }

  #keep(content: Buffer): void {
    const { maxFrame, reserve } = this.#limits;
    this.#size += content.length;
    if (this.#state === 'inside') {
      const fits = this.#size <= maxFrame && (reserve?.(content.length) ?? true);
      if (fits) {
        // A copy: the socket's buffer is much larger than a small part of it.
        this.#chunks.push(Buffer.from(content));
        this.#kept += content.length;
        return;
      }
      this.#drop(content);
    }
    if (this.#size > maxFrame * OVERRUN) throw new EndlessFrame();
  }

  /** Keeps the beginning only, from now on. */
  #drop(content: Buffer): void {
    const head = Buffer.concat([...this.#chunks, content.subarray(0, HEAD)]).subarray(0, HEAD);
    this.#releaseAll();
    this.#chunks = [Buffer.from(head)];
    this.#state = 'dropping';
  }

  #complete(events: FrameEvent[]): void {
    if (this.#state === 'dropping') {
      events.push({ kind: 'oversize', head: Buffer.concat(this.#chunks), size: this.#size });
      this.#reset();
      return;
    }
    // Its memory is the receiver's from here on, who releases it when the message is stored.
    events.push({ kind: 'frame', content: Buffer.concat(this.#chunks) });
    this.#kept = 0;
    this.#reset();
  }

  #abandon(events: FrameEvent[]): void {
    events.push({ kind: 'unfinished', size: this.#size });
    this.#releaseAll();
    this.#reset();
  }

  #releaseAll(): void {
    this.#limits.release?.(this.#kept);
    this.#kept = 0;
  }

  #reset(): void {
    this.#chunks = [];
    this.#size = 0;
    this.#state = 'outside';
  }

  #flushNoise(events: FrameEvent[]): void {
    const size = this.#noise + this.#outside.length;
    if (size > 0) events.push({ kind: 'noise', size });
    this.#noise = 0;
    this.#outside = Buffer.alloc(0);
  }
}

/** Where a frame ends, or another one begins within it; -1 when neither does. */
function endOf(bytes: Buffer): number {
  const end = bytes.indexOf(FS);
  const restart = bytes.indexOf(VT);
  if (end < 0) return restart;
  return restart >= 0 && restart < end ? restart : end;
}

/** Whether a message without VT begins at a position; `perhaps` when the bytes end too early. */
function startAt(data: Buffer, at: number): 'yes' | 'no' | 'perhaps' {
  const candidate = data.subarray(at, at + START_LENGTH);
  const matches = STARTS.some((start) => start.subarray(0, candidate.length).equals(candidate));
  if (!matches) return 'no';
  return candidate.length === START_LENGTH ? 'yes' : 'perhaps';
}

function isBlank(byte: number | undefined): boolean {
  return byte === CR || byte === 0x0a || byte === 0x20 || byte === 0x09 || byte === 0;
}

/** A message to be sent. @throws RangeError when the content has bytes that end a frame */
export function frame(content: Buffer): Buffer {
  if (content.includes(FS) || content.includes(VT)) {
    throw new RangeError('The content holds a byte that begins or ends a frame.');
  }
  return Buffer.concat([Buffer.from([VT]), content, Buffer.from([FS, CR])]);
}

/** A commit acknowledgement of MLLP release 2: whether what came before is safely stored. */
export function commitFrame(kind: keyof typeof COMMIT): Buffer {
  return Buffer.from([VT, COMMIT[kind], FS, CR]);
}

/** Reads the content of a frame as a commit acknowledgement; undefined when it is a message. */
export function readCommit(content: Buffer): keyof typeof COMMIT | undefined {
  if (content.length !== 1) return undefined;
  if (content[0] === COMMIT.ack) return 'ack';
  return content[0] === COMMIT.nak ? 'nak' : undefined;
}

/**
 * A sender of messages over MLLP, on TCP or TLS: one message in flight per connection, as the
 * protocol has it. HL7 v2 Transport: Minimal Lower Layer Protocol, release 1.
 */
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { frame, FrameReader, type FrameEvent } from './frame.js';

export interface ClientTls {
  /** PEM of the authorities that the other side's certificate is checked with; undefined: the system's. */
  readonly authorities?: string;
  /** PEM, own certificate and key, for receivers that ask for one. */
  readonly certificate?: string;
  readonly key?: string;
  /** The name that the other side's certificate must have; by default the host. */
  readonly serverName?: string;
}

export interface MllpTarget {
  readonly host: string;
  readonly port: number;
  readonly tls?: ClientTls;
  /** Milliseconds to connect in, handshake included. */
  readonly connectTimeout: number;
  /** Milliseconds that an answer may take from the moment the message is sent. */
  readonly answerTimeout: number;
}

/** Why nothing is known of what became of a message. */
export type MllpFailureKind =
  /** No connection was made: the receiver has seen nothing. */
  | 'not-connected'
  /** The answer did not come in time. */
  | 'timeout'
  /** The connection ended before the answer. */
  | 'disconnected'
  /** What came back can not be read as an answer. */
  | 'garbage';

export class MllpFailure extends Error {
  readonly kind: MllpFailureKind;

  /** @param message for people; without content of messages */
  constructor(kind: MllpFailureKind, message: string) {
    super(message);
    this.name = 'MllpFailure';
    this.kind = kind;
  }
}

/** What an answer means for the exchange: it ends, goes on, or the answer is none. */
export type Taken = 'done' | 'more' | 'garbage';

/** Answers are short; a receiver that sends more is not one of HL7 v2. */
const MOST_ANSWER_BYTES = 1_048_576;

interface Exchange {
  readonly take: (content: Buffer) => Taken;
  readonly resolve: () => void;
  readonly reject: (failure: MllpFailure) => void;
  readonly timer: NodeJS.Timeout;
}

/** Connects when there is something to send, and stays connected. */
export class MllpClient {
  readonly #target: MllpTarget;
  #socket: Socket | undefined;
  #reader = new FrameReader({ maxFrame: MOST_ANSWER_BYTES });
  #exchange: Exchange | undefined;

  constructor(target: MllpTarget) {
    this.#target = target;
  }

  get isConnected(): boolean {
    return this.#socket !== undefined;
  }

  /**
   * Sends a message and hands every answer to `take`, until that says `done`. After a failure the
   * connection is closed: an answer that comes late must not be taken for that of the next message.
   * @throws MllpFailure
   */
  async exchange(content: Buffer, take: (content: Buffer) => Taken): Promise<void> {
    if (this.#exchange !== undefined) throw new Error('A message is in flight already.');
    const bytes = frame(content);
    const socket = await this.#connected();
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#fail('timeout', 'No answer came in time.');
      }, this.#target.answerTimeout);
      this.#exchange = { take, resolve, reject, timer };
      socket.write(bytes);
    });
  }

  /** Sends without expecting an answer. Resolves when the operating system has taken it. @throws MllpFailure */
  async tell(content: Buffer): Promise<void> {
    const bytes = frame(content);
    const socket = await this.#connected();
    await new Promise<void>((resolve, reject) => {
      socket.write(bytes, (error) => {
        if (error === undefined || error === null) resolve();
        else reject(new MllpFailure('disconnected', 'The connection ended.'));
      });
    });
  }

  /** Closes the connection; an exchange that is under way fails. */
  close(): void {
    this.#fail('disconnected', 'The connection was closed here.');
  }

  async #connected(): Promise<Socket> {
    if (this.#socket !== undefined) return this.#socket;
    const socket = await connect(this.#target);
    this.#reader = new FrameReader({ maxFrame: MOST_ANSWER_BYTES });
    this.#socket = socket;
    const isCurrent = (): boolean => this.#socket === socket;
    socket.on('data', (bytes: Buffer) => {
      if (isCurrent()) this.#read(bytes);
    });
    const lost = (): void => {
      if (isCurrent()) this.#fail('disconnected', 'The receiver ended the connection.');
    };
    // A receiver that ends its side answers no more.
    socket.on('end', lost);
    socket.on('close', lost);
    return socket;
  }

  #read(bytes: Buffer): void {
    let events: readonly FrameEvent[];
    try {
      events = this.#reader.read(bytes);
    } catch {
      this.#fail('garbage', 'The answer does not end.');
      return;
    }
    for (const event of events) this.#take(event);
  }

  #take(event: FrameEvent): void {
    const exchange = this.#exchange;
    // Nothing is asked for: an answer that comes twice, or late.
    if (exchange === undefined || event.kind === 'noise') return;
    if (event.kind !== 'frame') {
      this.#fail('garbage', 'The answer is too large, or was cut off.');
      return;
    }
    const taken = exchange.take(event.content);
    if (taken === 'garbage') this.#fail('garbage', 'The answer is no acknowledgement.');
    if (taken !== 'done') return;
    this.#exchange = undefined;
    clearTimeout(exchange.timer);
    exchange.resolve();
  }

  #fail(kind: MllpFailureKind, text: string): void {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    this.#socket?.destroy();
    this.#socket = undefined;
    if (exchange === undefined) return;
    clearTimeout(exchange.timer);
    exchange.reject(new MllpFailure(kind, text));
  }
}

/** @throws MllpFailure `not-connected`, with the code of the operating system or of TLS */
function connect({ host, port, tls, connectTimeout }: MllpTarget): Promise<Socket> {
  const socket =
    tls === undefined
      ? connectTcp({ host, port })
      : connectTls({
          host,
          port,
          minVersion: 'TLSv1.2',
          ...(tls.authorities !== undefined && { ca: tls.authorities }),
          ...(tls.certificate !== undefined && { cert: tls.certificate }),
          ...(tls.key !== undefined && { key: tls.key }),
          ...(tls.serverName !== undefined && { servername: tls.serverName }),
        });
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      clearTimeout(timer);
      socket.destroy();
      reject(new MllpFailure('not-connected', `No connection to ${host}:${port}: ${why}.`));
    };
    const timer = setTimeout(() => {
      fail('it took too long');
    }, connectTimeout);
    const onError = (error: NodeJS.ErrnoException): void => {
      fail(error.code ?? error.name);
    };
    socket.once('error', onError);
    socket.once(tls === undefined ? 'connect' : 'secureConnect', () => {
      clearTimeout(timer);
      socket.off('error', onError);
      // `close` follows, and is heard by whoever uses the connection.
      socket.on('error', () => undefined);
      socket.setNoDelay(true);
      // Firewalls forget connections on which nothing is said for a while.
      socket.setKeepAlive(true, 30_000);
      resolve(socket);
    });
  });
}

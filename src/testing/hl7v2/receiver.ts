/** A system that messages are sent to, as tests need one: it does what the test says, good or bad. */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { parseMessage, type Hl7Message } from '../../hl7v2/parser/message.js';

/** What is done about a message. */
export type Reaction =
  /** An acknowledgement with this code; `of` overrides MSA-2. */
  | { readonly code: string; readonly of?: string; readonly error?: string }
  /** Frames with these contents, one after the other. */
  | { readonly frames: readonly string[] }
  /** These bytes, as they are. */
  | { readonly bytes: string }
  | 'silence'
  | 'disconnect'
  /** Answers half of a frame and disconnects. */
  | 'half-a-frame';

export interface ReceivedMessage {
  readonly text: string;
  readonly message: Hl7Message;
  readonly controlId: string;
}

/** @param times how often the message with this control id has come in, this time included */
type React = (received: ReceivedMessage, times: number) => Reaction;

export class MllpReceiver {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #times = new Map<string, number>();
  /** Everything that came in, in its order. */
  readonly received: ReceivedMessage[] = [];
  connections = 0;
  #port = 0;
  react: React = () => ({ code: 'AA' });

  private constructor(tls: TlsOptions | undefined) {
    const accept = (socket: Socket): void => {
      this.#accept(socket);
    };
    this.#server =
      tls === undefined
        ? createServer(accept)
        : createTlsServer(tls).on('secureConnection', accept);
  }

  /** @param port that was listened at before; 0 for a free one */
  static async listen(options: { tls?: TlsOptions; port?: number } = {}): Promise<MllpReceiver> {
    const receiver = new MllpReceiver(options.tls);
    receiver.#server.listen(options.port ?? 0, '127.0.0.1');
    await once(receiver.#server, 'listening');
    receiver.#port = (receiver.#server.address() as AddressInfo).port;
    return receiver;
  }

  /** Also after it has been closed. */
  get port(): number {
    return this.#port;
  }

  get controlIds(): string[] {
    return this.received.map(({ controlId }) => controlId);
  }

  /** As if nothing had come in, and taking everything. */
  reset(): void {
    this.received.splice(0);
    this.#times.clear();
    this.react = () => ({ code: 'AA' });
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #accept(socket: Socket): void {
    this.connections += 1;
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => undefined);
    let held = Buffer.alloc(0);
    socket.on('data', (bytes: Buffer) => {
      held = Buffer.concat([held, bytes]);
      for (let end = held.indexOf(0x1c); end >= 0; end = held.indexOf(0x1c)) {
        const text = held.toString('latin1', held.indexOf(0x0b) + 1, end);
        held = held.subarray(end + 2);
        this.#take(socket, text);
      }
    });
  }

  #take(socket: Socket, text: string): void {
    const message = parseMessage(text);
    const controlId = message.get('MSH-10') ?? '';
    const received = { text, message, controlId };
    this.received.push(received);
    const times = (this.#times.get(controlId) ?? 0) + 1;
    this.#times.set(controlId, times);
    const reaction = this.react(received, times);
    if (reaction === 'silence') return;
    if (reaction === 'disconnect') socket.destroy();
    else if (reaction === 'half-a-frame') socket.end('\x0bMSH|^~\\&|A');
    else socket.write(Buffer.from(bytesOf(reaction, controlId), 'latin1'));
  }
}

function bytesOf(reaction: Exclude<Reaction, string>, controlId: string): string {
  if ('bytes' in reaction) return reaction.bytes;
  const frames =
    'frames' in reaction
      ? reaction.frames
      : [ackText(reaction.code, reaction.of ?? controlId, reaction.error)];
  return frames.map((content) => `\x0b${content}\x1c\r`).join('');
}

/** @param error a whole ERR segment */
export function ackText(code: string, controlId: string, error?: string): string {
  const lines = [
    `MSH|^~\\&|THEM|THERE|||2026||ACK|ack-${controlId}|P|2.4`,
    `MSA|${code}|${controlId}`,
  ];
  return [...lines, ...(error === undefined ? [] : [error])].map((line) => `${line}\r`).join('');
}

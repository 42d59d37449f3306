/** A sender of HL7 v2 messages over MLLP, as tests need one: bytes out, frames in. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';

export class MllpSender {
  readonly socket: Socket;
  #received = Buffer.alloc(0);
  #isClosed = false;
  #wake: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (bytes: Buffer) => {
      this.#received = Buffer.concat([this.#received, bytes]);
      this.#wake();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#isClosed = true;
      this.#wake();
    });
  }

  static async connect(port: number, tls?: ConnectionOptions): Promise<MllpSender> {
    const socket =
      tls === undefined
        ? connect({ port, host: '127.0.0.1' })
        : connectTls({ ...tls, port, host: '127.0.0.1' });
    const sender = new MllpSender(socket);
    await once(socket, tls === undefined ? 'connect' : 'secureConnect');
    return sender;
  }

  /** Sends bytes as they are. */
  write(bytes: string | Buffer): void {
    this.socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  }

  /** Sends a message in a frame. */
  send(content: string | Buffer): void {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
    this.write(Buffer.concat([Buffer.from([0x0b]), bytes, Buffer.from([0x1c, 0x0d])]));
  }

  /** The content of the next frame, as ISO 8859-1; undefined when the connection is closed instead. */
  async receive(): Promise<string | undefined> {
    for (;;) {
      const end = this.#received.indexOf(0x1c);
      if (end >= 0) {
        const content = this.#received.toString('latin1', 1, end);
        this.#received = this.#received.subarray(end + 2);
        return content;
      }
      if (this.#isClosed) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Sends a message and gives the answer. */
  async ask(content: string | Buffer): Promise<string | undefined> {
    this.send(content);
    return this.receive();
  }

  /** Resolves when the other side has closed the connection. */
  async closed(): Promise<void> {
    while (!this.#isClosed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  close(): void {
    this.socket.destroy();
  }
}

/**
 * One connection of a sender: frames in, answers out, in the order of the frames. What it reads is
 * limited by what is under way, so that a sender can not be faster than the database.
 */
import type { Socket } from 'node:net';
import type { Logger } from '../../ports.js';
import type { FeedLimits } from '../feed.js';
import { commitFrame, EndlessFrame, frame, FrameReader, type FrameEvent } from './frame.js';
import type { MemoryBudget } from './memory-budget.js';

/** What is to be sent back for a frame. */
export interface Reply {
  /** MLLP release 2: whether the frame is stored. */
  readonly commit?: 'ack' | 'nak';
  /** Content of the answering frame; undefined when none is due. */
  readonly content?: Buffer;
  /** An answer that comes when the message has been processed, after those of later frames maybe. */
  readonly later?: Promise<Buffer | undefined>;
}

export interface FrameHandler {
  /**
   * Takes a frame. Called in the order of the frames, also while earlier ones are under way.
   * @throws when nothing can be said about the frame: the connection is closed without an answer,
   * and the sender sends it again
   */
  receive(content: Buffer): Promise<Reply>;
  /** The answer to a frame that is too large. @param head its beginning */
  refuse(head: Buffer, size: number): Promise<Reply>;
}

export interface ConnectionContext {
  readonly feed: string;
  readonly limits: FeedLimits;
  readonly budget: MemoryBudget;
  readonly log: Logger;
}

/** How long a sender may take to read an answer. */
const WRITE_MILLISECONDS = 30_000;
/** How long a sender may take to close its side when we close ours. */
const FINISH_MILLISECONDS = 1000;

export class Connection {
  readonly #socket: Socket;
  readonly #handler: FrameHandler;
  readonly #context: ConnectionContext;
  readonly #reader: FrameReader;
  /** Ends when everything up to now has been answered. */
  #answered: Promise<void> = Promise.resolve();
  #underWay = 0;
  #later = 0;
  #frameStarted: number | undefined;
  #ended = false;
  readonly #closed: Promise<void>;

  constructor(socket: Socket, handler: FrameHandler, context: ConnectionContext) {
    this.#socket = socket;
    this.#handler = handler;
    this.#context = context;
    const { budget, limits } = context;
    this.#reader = new FrameReader({
      maxFrame: limits.maxFrame,
      reserve: (bytes) => budget.reserve(bytes),
      release: (bytes) => {
        budget.release(bytes);
      },
    });
    this.#closed = new Promise((resolve) => {
      socket.once('close', () => {
        // Memory of a frame that was cut off.
        this.#reader.end();
        resolve();
      });
    });
    this.#listen();
  }

  /** Resolves when the connection is closed. */
  get closed(): Promise<void> {
    return this.#closed;
  }

  /** Takes no more frames, answers what is under way, and closes. */
  async finish(): Promise<void> {
    this.#ended = true;
    // What still comes in is not taken and not answered: the sender sends it again.
    this.#socket.removeAllListeners('data').resume();
    await this.#answered;
    this.#socket.end();
    const cut = setTimeout(() => {
      this.destroy();
    }, FINISH_MILLISECONDS);
    await this.#closed;
    clearTimeout(cut);
  }

  /** Closes at once. */
  destroy(): void {
    this.#socket.destroy();
  }

  #listen(): void {
    const socket = this.#socket;
    socket.setNoDelay(true);
    // Firewalls forget connections on which nothing is said for a while.
    socket.setKeepAlive(true, 30_000);
    socket.on('data', (bytes: Buffer) => {
      this.#read(bytes);
    });
    socket.on('timeout', () => {
      this.#onTimeout();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.#log('debug', { code: error.code }, 'A connection of a sender broke');
    });
    // The sender may say that it sends no more and still wait for answers.
    socket.on('end', () => {
      this.#onEnd();
    });
    this.#setTimeout();
  }

  #read(bytes: Buffer): void {
    try {
      for (const event of this.#reader.read(bytes)) this.#take(event);
    } catch (error) {
      if (!(error instanceof EndlessFrame)) throw error;
      this.#log('warn', {}, 'A frame is many times too large; the connection is closed');
      this.destroy();
      return;
    }
    this.#watchFrame();
    this.#setTimeout();
  }

  /** A frame that trickles in keeps memory: it has to be complete in time. */
  #watchFrame(): void {
    if (!this.#reader.isWithinFrame) {
      this.#frameStarted = undefined;
      return;
    }
    const now = performance.now();
    this.#frameStarted ??= now;
    if (now - this.#frameStarted <= this.#context.limits.frameTime) return;
    this.#log('warn', {}, 'A frame took too long; the connection is closed');
    this.destroy();
  }

  #setTimeout(): void {
    const { frameIdle, idle } = this.#context.limits;
    this.#socket.setTimeout(this.#reader.isWithinFrame ? frameIdle : idle);
  }

  #onTimeout(): void {
    // While answers are due, silence is ours and not the sender's.
    if (this.#underWay > 0 || this.#later > 0) {
      this.#setTimeout();
      return;
    }
    const what = this.#reader.isWithinFrame
      ? 'A frame was begun and not ended; the connection is closed'
      : 'A connection was idle and is closed';
    this.#log('warn', {}, what);
    this.destroy();
  }

  #onEnd(): void {
    this.#ended = true;
    for (const event of this.#reader.end()) this.#take(event);
    void this.#answered.then(() => {
      if (this.#later === 0) this.#socket.end();
    });
  }

  #take(event: FrameEvent): void {
    switch (event.kind) {
      case 'frame':
        this.#answer(event.content.length, this.#handler.receive(event.content));
        break;
      case 'oversize':
        this.#log('warn', { size: event.size }, 'A frame was too large and is refused');
        this.#answer(0, this.#handler.refuse(event.head, event.size));
        break;
      case 'unfinished':
        this.#log('warn', { size: event.size }, 'A frame was cut off; nothing is made of it');
        break;
      case 'noise':
        this.#log('debug', { size: event.size }, 'Bytes between frames were skipped');
        break;
    }
  }

  /** Sends the reply when those before it have been sent. */
  #answer(size: number, reply: Promise<Reply>): void {
    this.#underWay += 1;
    if (this.#underWay >= this.#context.limits.maxPipelined) this.#socket.pause();
    // Observed now, so that a rejection while earlier replies are awaited is not unhandled.
    const settled = reply.then(
      (value) => value,
      () => undefined,
    );
    this.#answered = this.#answered.then(async () => {
      const value = await settled;
      this.#context.budget.release(size);
      this.#underWay -= 1;
      if (value === undefined) {
        this.destroy();
        return;
      }
      await this.#send(value);
      if (!this.#ended) this.#socket.resume();
    });
  }

  async #send({ commit, content, later }: Reply): Promise<void> {
    if (later !== undefined) this.#sendLater(later);
    const frames = [
      ...(commit === undefined ? [] : [commitFrame(commit)]),
      ...(content === undefined ? [] : [frame(content)]),
    ];
    if (frames.length > 0) await this.#write(Buffer.concat(frames));
  }

  #sendLater(later: Promise<Buffer | undefined>): void {
    this.#later += 1;
    void later
      .catch(() => undefined)
      .then(async (content) => {
        this.#later -= 1;
        if (content !== undefined) await this.#write(frame(content));
        if (this.#ended && this.#later === 0 && this.#underWay === 0) this.#socket.end();
      });
  }

  /** Resolves when the sender has taken it, or is gone. A sender that does not read is cut off. */
  async #write(bytes: Buffer): Promise<void> {
    const socket = this.#socket;
    if (!socket.writable) return;
    const isTaken = socket.write(bytes);
    if (isTaken) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        socket.off('drain', done);
        socket.off('close', done);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#log('warn', {}, 'A sender does not read its answers; the connection is closed');
        this.destroy();
      }, WRITE_MILLISECONDS);
      socket.on('drain', done);
      socket.on('close', done);
    });
  }

  #log(level: 'debug' | 'warn', fields: Record<string, unknown>, message: string): void {
    this.#context.log[level](
      { feed: this.#context.feed, peer: this.#socket.remoteAddress, ...fields },
      message,
    );
  }
}

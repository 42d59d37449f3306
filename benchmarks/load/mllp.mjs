/** A connection that sends HL7 v2 messages over MLLP, and costs next to nothing. */
import { connect } from 'node:net';

const BEGIN = Buffer.from([0x0b]);
const END = Buffer.from([0x1c, 0x0d]);

export class MllpConnection {
  #socket;
  /** @type {Buffer[]} */
  #chunks = [];
  /** @type {{ resolve: (answer: string) => void, reject: (error: Error) => void } | undefined} */
  #waiting;

  /** @param {import('node:net').Socket} socket */
  constructor(socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('error', (error) => this.#waiting?.reject(error));
    socket.on('close', () => this.#waiting?.reject(new Error('The connection was closed.')));
  }

  /**
   * @param {number} port
   * @returns {Promise<MllpConnection>}
   */
  static open(port) {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new MllpConnection(socket));
      });
    });
  }

  /**
   * Sends a message and waits for its acknowledgement; one at a time.
   * @param {Buffer} message a whole frame
   * @returns {Promise<string>} what came back
   */
  send(message) {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(message);
    });
  }

  close() {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  /** @param {Buffer} chunk */
  #receive(chunk) {
    this.#chunks.push(chunk);
    if (!chunk.includes(END)) return;
    const answer = Buffer.concat(this.#chunks).toString('latin1');
    this.#chunks = [];
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve(answer);
  }
}

/**
 * A message in a frame.
 * @param {string} message whose characters are those of ISO 8859-1
 */
export function frameOf(message) {
  return Buffer.concat([BEGIN, Buffer.from(message, 'latin1'), END]);
}

/**
 * @param {number} port
 * @param {number} count
 * @param {(connections: MllpConnection[]) => Promise<T>} work
 * @returns {Promise<T>}
 * @template T
 */
export async function withMllpConnections(port, count, work) {
  const connections = await Promise.all(
    Array.from({ length: count }, () => MllpConnection.open(port)),
  );
  try {
    return await work(connections);
  } finally {
    for (const connection of connections) connection.close();
  }
}

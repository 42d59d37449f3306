/**
 * A keep-alive HTTP/1.1 connection that costs next to nothing: the load runs on the same machine as
 * what it measures. It understands answers with Content-Length only, which are all there are here.
 */
import { connect } from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {string} head
 * @property {Buffer} body
 */

export class Connection {
  #socket;
  /** @type {Buffer[]} */
  #chunks = [];
  #received = 0;
  /** Bytes of the whole answer; 0 until its head is there. */
  #expected = 0;
  #headLength = 0;
  /** @type {{ resolve: (answer: Answer) => void, reject: (error: Error) => void } | undefined} */
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
   * @returns {Promise<Connection>}
   */
  static open(port) {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new Connection(socket));
      });
    });
  }

  /**
   * Sends a request and waits for its answer; one at a time.
   * @param {string | Buffer} request the whole message
   * @returns {Promise<Answer>}
   */
  send(request) {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close() {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  /** @param {Buffer} chunk */
  #receive(chunk) {
    this.#chunks.push(chunk);
    this.#received += chunk.length;
    if (this.#expected === 0 && !this.#readHead()) return;
    if (this.#received < this.#expected) return;
    const whole = this.#whole();
    const head = whole.toString('latin1', 0, this.#headLength);
    const body = whole.subarray(this.#headLength, this.#expected);
    this.#chunks = [];
    this.#received = 0;
    this.#expected = 0;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve({ status: statusOf(head), head, body });
  }

  /** @returns {boolean} whether all of the head is there */
  #readHead() {
    const whole = this.#whole();
    this.#chunks = [whole];
    const end = whole.indexOf(HEAD_END);
    if (end < 0) return false;
    this.#headLength = end + HEAD_END.length;
    this.#expected =
      this.#headLength + contentLength(whole.toString('latin1', 0, this.#headLength));
    return true;
  }

  #whole() {
    return this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks);
  }
}

/** @param {string} head */
function statusOf(head) {
  return Number(head.slice(9, 12));
}

/** @param {string} head */
function contentLength(head) {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return Number(length);
  const status = statusOf(head);
  if (status === 204 || status === 304) return 0;
  throw new Error('An answer has no Content-Length.');
}

/**
 * The text of a request.
 * @param {string} method
 * @param {string} target
 * @param {string} [body]
 * @param {string} [token] access token
 */
export function requestText(method, target, body, token) {
  const bearer = token === undefined ? '' : `Authorization: Bearer ${token}\r\n`;
  const head = `${method} ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/fhir+json\r\n${bearer}`;
  if (body === undefined) return `${head}\r\n`;
  const length = Buffer.byteLength(body);
  return `${head}Content-Type: application/fhir+json\r\nContent-Length: ${length}\r\n\r\n${body}`;
}

/**
 * The answer, when it has the status it should have.
 * @param {Answer} answer
 * @param {readonly number[]} allowed
 * @param {string} what
 * @throws a measure of refusals would be worth nothing
 */
export function expectStatus(answer, allowed, what) {
  if (allowed.includes(answer.status)) return answer;
  throw new Error(
    `${what} was answered with ${answer.status}: ${answer.body.toString().slice(0, 600)}`,
  );
}

/**
 * @param {number} port
 * @param {number} count
 * @param {(connections: Connection[]) => Promise<T>} work
 * @returns {Promise<T>}
 * @template T
 */
export async function withConnections(port, count, work) {
  const connections = await Promise.all(Array.from({ length: count }, () => Connection.open(port)));
  try {
    return await work(connections);
  } finally {
    for (const connection of connections) connection.close();
  }
}

/** The listener of one feed: TCP or TLS, who may connect, and how many. */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import type { Logger } from '../../ports.js';
import type { Feed, FeedListener, FeedTls } from '../feed.js';
import { Connection, type FrameHandler } from './connection.js';
import type { MemoryBudget } from './memory-budget.js';
import { createPeerCheck } from './peers.js';

/** Who is at the other end of a connection. */
export interface Peer {
  readonly address: string;
  /** Common name of the client certificate; undefined when there is none. */
  readonly certificate?: string;
}

export interface MllpServerParts {
  readonly feed: Feed;
  readonly budget: MemoryBudget;
  /** Makes what takes the frames of a connection. */
  readonly handler: (peer: Peer) => FrameHandler;
  readonly log: Logger;
}

export interface MllpServer {
  /** The port that is listened at; not the configured one when that is 0. */
  readonly port: number;
  readonly connections: number;
  /** No new connections; what is under way is answered; then all are closed. */
  close(): Promise<void>;
}

const HANDSHAKE_MILLISECONDS = 10_000;
/** Connections that still have an answer to come after this are cut. */
const FINISH_MILLISECONDS = 10_000;

/**
 * Starts to listen.
 * @throws when the address is taken, or certificate and key don't fit
 */
export async function startMllpServer(
  parts: MllpServerParts,
  listener: FeedListener,
): Promise<MllpServer> {
  const connections = new Set<Connection>();
  const isAllowed = createPeerCheck(parts.feed.peers);
  const accept = (socket: Socket): void => {
    const peer = peerOf(socket);
    if (!isAllowed(peer.address) || !hasAllowedName(peer, listener.tls)) {
      parts.log.warn({ feed: parts.feed.name, peer: peer.address }, 'A connection was refused');
      socket.destroy();
      return;
    }
    const { name, limits } = parts.feed;
    const context = { feed: name, limits, budget: parts.budget, log: parts.log };
    const connection = new Connection(socket, parts.handler(peer), context);
    connections.add(connection);
    void connection.closed.then(() => connections.delete(connection));
  };
  const server = createListener(listener, accept, parts);
  server.maxConnections = parts.feed.limits.maxConnections;
  server.on('drop', () => {
    parts.log.warn({ feed: parts.feed.name }, 'A connection was refused: there are too many');
  });
  await listen(server, listener);
  return {
    port: (server.address() as AddressInfo).port,
    get connections() {
      return connections.size;
    },
    close: () => closeServer(server, connections),
  };
}

/** The server that ran before may need a moment to let go of the port. */
const PORT_ATTEMPTS = 20;
const PORT_PAUSE = 200;

async function listen(server: Server, { host, port }: FeedListener): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    server.listen({ host, port, backlog: 1024 });
    try {
      await once(server, 'listening');
      return;
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!isTaken || attempt === PORT_ATTEMPTS) throw error;
      await setTimeout(PORT_PAUSE);
    }
  }
}

function createListener(
  { tls }: FeedListener,
  accept: (socket: Socket) => void,
  { feed, log }: MllpServerParts,
): Server {
  if (tls === undefined) {
    return createServer({ allowHalfOpen: true }, (socket) => {
      // Until somebody listens, an error would end the process.
      socket.on('error', () => undefined);
      accept(socket);
    });
  }
  const server = createTlsServer({
    cert: tls.certificate,
    key: tls.key,
    minVersion: 'TLSv1.2',
    handshakeTimeout: HANDSHAKE_MILLISECONDS,
    allowHalfOpen: true,
    ...(tls.clientAuthorities !== undefined && {
      ca: tls.clientAuthorities,
      requestCert: true,
      rejectUnauthorized: true,
    }),
  });
  server.on('secureConnection', (socket: TLSSocket) => {
    socket.on('error', () => undefined);
    accept(socket);
  });
  server.on('tlsClientError', (error: NodeJS.ErrnoException) => {
    log.warn({ feed: feed.name, code: error.code }, 'A TLS handshake failed');
  });
  return server;
}

function peerOf(socket: Socket | TLSSocket): Peer {
  const address = socket.remoteAddress ?? '';
  if (!('getPeerCertificate' in socket)) return { address };
  // Null when the socket is gone already, and without a subject when there is no certificate.
  const certificate = socket.getPeerCertificate() as {
    subject?: { CN?: string | string[] };
  } | null;
  const name = certificate?.subject?.CN;
  return typeof name === 'string' ? { address, certificate: name } : { address };
}

function hasAllowedName({ certificate }: Peer, tls: FeedTls | undefined): boolean {
  if (tls === undefined || tls.clientNames.length === 0) return true;
  return certificate !== undefined && tls.clientNames.includes(certificate);
}

async function closeServer(server: Server, connections: Set<Connection>): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  const cut = globalThis.setTimeout(() => {
    for (const connection of connections) connection.destroy();
  }, FINISH_MILLISECONDS);
  await Promise.all([...connections].map((connection) => connection.finish()));
  await closed;
  clearTimeout(cut);
}

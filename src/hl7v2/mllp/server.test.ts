// The listener of a feed, spoken to over real sockets.
import { connect as connectTls } from 'node:tls';
import { createAuthority } from '../../testing/certificates.js';
import { MllpSender } from '../../testing/mllp-sender.js';
import { SILENT } from '../../testing/silent.js';
import { FEED_DEFAULTS, type Feed, type FeedTls } from '../feed.js';
import type { FrameHandler, Reply } from './connection.js';
import { MemoryBudget } from './memory-budget.js';
import { startMllpServer, type MllpServer, type Peer } from './server.js';

interface Options {
  readonly feed?: Partial<Feed>;
  readonly limits?: Partial<Feed['limits']>;
  readonly tls?: FeedTls;
  readonly receive?: (content: Buffer, peer: Peer) => Promise<Reply>;
  readonly budget?: MemoryBudget;
}

const servers: MllpServer[] = [];
const senders: MllpSender[] = [];

afterEach(async () => {
  for (const sender of senders.splice(0)) sender.close();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** Answers every frame with itself, between `<` and `>`. */
const echo = (content: Buffer): Promise<Reply> =>
  Promise.resolve({ content: Buffer.from(`<${content.toString('latin1')}>`, 'latin1') });

async function start(options: Options = {}): Promise<MllpServer> {
  const limits = { ...FEED_DEFAULTS.limits, ...options.limits };
  const feed: Feed = { ...FEED_DEFAULTS, name: 'test', ...options.feed, limits };
  const receive = options.receive ?? echo;
  const server = await startMllpServer(
    {
      feed,
      budget: options.budget ?? new MemoryBudget(100_000_000),
      log: SILENT,
      handler: (peer): FrameHandler => ({
        receive: (content) => receive(content, peer),
        refuse: (head, size) =>
          Promise.resolve({ content: Buffer.from(`too large: ${size} ${head.length}`) }),
      }),
    },
    { host: '127.0.0.1', port: 0, ...(options.tls !== undefined && { tls: options.tls }) },
  );
  servers.push(server);
  return server;
}

async function sender(
  server: MllpServer,
  ...tls: Parameters<typeof MllpSender.connect> extends [number, ...infer Rest] ? Rest : never
): Promise<MllpSender> {
  const made = await MllpSender.connect(server.port, ...tls);
  senders.push(made);
  return made;
}

test('several messages on one connection, cut anywhere', async () => {
  const one = await sender(await start());
  one.write('\x0bMS');
  one.write('H|1\x1c\r\x0bMSH|2\x1c');
  expect(await one.receive()).toBe('<MSH|1>');
  expect(await one.receive()).toBe('<MSH|2>');
  one.write('\r\n\x0bMSH|3\x1c\r');
  expect(await one.receive()).toBe('<MSH|3>');
});

test('answers come in the order of the messages, whichever is done first', async () => {
  const releases: (() => void)[] = [];
  const server = await start({
    receive: (content) =>
      new Promise((resolve) => {
        releases.push(() => {
          resolve({ content });
        });
      }),
  });
  const one = await sender(server);
  for (const text of ['MSH|1', 'MSH|2', 'MSH|3']) one.send(text);
  while (releases.length < 3) await new Promise(setImmediate);
  for (const release of releases.reverse()) release();
  expect([await one.receive(), await one.receive(), await one.receive()]).toEqual([
    'MSH|1',
    'MSH|2',
    'MSH|3',
  ]);
});

test('no more is read than may be under way', async () => {
  let underWay = 0;
  let most = 0;
  const server = await start({
    limits: { maxPipelined: 3 },
    receive: async (content) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise(setImmediate);
      underWay -= 1;
      return { content };
    },
  });
  const one = await sender(server);
  for (let count = 0; count < 50; count += 1) {
    one.send(`MSH|${count}`);
    await new Promise(setImmediate);
  }
  for (let count = 0; count < 50; count += 1) expect(await one.receive()).toBe(`MSH|${count}`);
  expect(most).toBeLessThanOrEqual(10);
});

test('a sender that has said all still gets its answers', async () => {
  const one = await sender(await start());
  one.send('MSH|1');
  one.socket.end();
  expect(await one.receive()).toBe('<MSH|1>');
  expect(await one.receive()).toBeUndefined();
});

test('half a message is none', async () => {
  const seen: string[] = [];
  const server = await start({
    receive: (content) => {
      seen.push(content.toString());
      return echo(content);
    },
  });
  const half = await sender(server);
  half.write('\x0bMSH|half');
  half.socket.end();
  await half.closed();
  expect(seen).toEqual([]);
});

test('half a message and then silence: the connection is closed, others do not notice', async () => {
  const server = await start({ limits: { frameIdle: 50 } });
  const other = await sender(server);
  const half = await sender(server);
  half.write('\x0bMSH|half');
  await half.closed();
  expect(await other.ask('MSH|1')).toBe('<MSH|1>');
});

test('a frame that trickles in', async () => {
  const server = await start({ limits: { frameTime: 50 } });
  const slow = await sender(server);
  slow.write('\x0bMSH');
  const timer = setInterval(() => {
    slow.write('x');
  }, 5);
  await slow.closed();
  clearInterval(timer);
});

test('an idle connection stays open unless the feed says otherwise', async () => {
  const server = await start({ limits: { idle: 50 } });
  const idle = await sender(server);
  expect(await idle.ask('MSH|1')).toBe('<MSH|1>');
  await idle.closed();
});

test('a frame that is too large is answered, the next one is taken', async () => {
  const one = await sender(await start({ limits: { maxFrame: 1000 } }));
  one.send(`MSH|${'x'.repeat(2000)}`);
  expect(await one.receive()).toBe('too large: 2004 2004');
  expect(await one.ask('MSH|2')).toBe('<MSH|2>');
});

test('a frame without end', async () => {
  const budget = new MemoryBudget(1_000_000);
  const one = await sender(await start({ limits: { maxFrame: 10_000 }, budget }));
  one.write('\x0bMSH|');
  const timer = setInterval(() => {
    one.write('x'.repeat(10_000));
  }, 1);
  await one.closed();
  clearInterval(timer);
  expect(budget.used).toBe(0);
});

test('memory is shared by all connections, and given back', async () => {
  const budget = new MemoryBudget(1000);
  const server = await start({ budget });
  const half = await sender(server);
  half.write(`\x0bMSH|${'x'.repeat(800)}`);
  const other = await sender(server);
  while (budget.used < 800) await new Promise(setImmediate);
  expect(await other.ask('MSH|'.padEnd(300, 'x'))).toMatch(/^too large/);
  half.close();
  while (budget.used > 0) await new Promise(setImmediate);
  expect(await other.ask('MSH|'.padEnd(300, 'x'))).toMatch(/^<MSH/);
  while (budget.used > 0) await new Promise(setImmediate);
});

test('when nothing can be said, the connection is closed without an answer', async () => {
  const one = await sender(
    await start({ receive: () => Promise.reject(new Error('no database')) }),
  );
  expect(await one.ask('MSH|1')).toBeUndefined();
});

test('no answer, commit bytes, and an answer that comes later', async () => {
  const replies: Reply[] = [
    {},
    { commit: 'ack', content: Buffer.from('two') },
    { content: Buffer.from('accept'), later: Promise.resolve(Buffer.from('application')) },
  ];
  const one = await sender(await start({ receive: () => Promise.resolve(replies.shift() ?? {}) }));
  one.send('MSH|1');
  one.send('MSH|2');
  expect(await one.receive()).toBe('\x06');
  expect(await one.receive()).toBe('two');
  expect(await one.ask('MSH|3')).toBe('accept');
  expect(await one.receive()).toBe('application');
});

test('connections beyond the limit are refused', async () => {
  const server = await start({ limits: { maxConnections: 1 } });
  const first = await sender(server);
  expect(await first.ask('MSH|1')).toBe('<MSH|1>');
  const second = await sender(server);
  await second.closed();
  expect(await first.ask('MSH|2')).toBe('<MSH|2>');
});

test('addresses that the feed does not know are refused', async () => {
  const refused = await sender(await start({ feed: { peers: ['10.0.0.0/8', '::1'] } }));
  await refused.closed();
  const taken = await sender(await start({ feed: { peers: ['127.0.0.0/24'] } }));
  expect(await taken.ask('MSH|1')).toBe('<MSH|1>');
});

test('closing answers what is under way', async () => {
  let release: () => void = () => undefined;
  const started = new Promise<void>((resolveStarted) => {
    void start({
      receive: (content) =>
        new Promise((resolve) => {
          release = () => {
            resolve({ content });
          };
          resolveStarted();
        }),
    }).then(async (server) => {
      const one = await sender(server);
      one.send('MSH|1');
    });
  });
  await started;
  const [server] = servers.splice(0);
  const [one] = senders;
  const closed = server?.close();
  release();
  expect(await one?.receive()).toBe('MSH|1');
  expect(await one?.receive()).toBeUndefined();
  await closed;
});

describe('TLS', () => {
  const authority = createAuthority('Authority');
  const server = authority.issue('localhost');
  const client = authority.issue('ZIS');
  const ours: FeedTls = { certificate: server.certificate, key: server.key, clientNames: [] };
  const ca = authority.certificate;

  test('carries messages', async () => {
    const one = await sender(await start({ tls: ours }), { ca });
    expect(await one.ask('MSH|1')).toBe('<MSH|1>');
  });

  test('with client certificates, of which the name is known', async () => {
    const peers: (string | undefined)[] = [];
    const mutual = await start({
      tls: { ...ours, clientAuthorities: ca, clientNames: ['ZIS'] },
      receive: (content, peer) => {
        peers.push(peer.certificate);
        return echo(content);
      },
    });
    const one = await sender(mutual, { ca, cert: client.certificate, key: client.key });
    expect(await one.ask('MSH|1')).toBe('<MSH|1>');
    expect(peers).toEqual(['ZIS']);
  });

  test.each([
    ['without a certificate', {}],
    ['with one of another name', authority.issue('LAB')],
    ['with one of another authority', createAuthority('Authority').issue('ZIS')],
  ])('refuses a client %s', async (_, { certificate, key }: Partial<typeof client>) => {
    const mutual = await start({ tls: { ...ours, clientAuthorities: ca, clientNames: ['ZIS'] } });
    const socket = connectTls({ port: mutual.port, ca, cert: certificate, key, host: '127.0.0.1' });
    socket.on('error', () => undefined);
    socket.write('\x0bMSH|1\x1c\r');
    const answer: Buffer[] = [];
    socket.on('data', (bytes: Buffer) => answer.push(bytes));
    await new Promise((resolve) => socket.on('close', resolve));
    expect(answer).toEqual([]);
  });

  test('a client that speaks no TLS', async () => {
    const plain = await sender(await start({ tls: ours }));
    plain.send('MSH|1');
    await plain.closed();
  });
});

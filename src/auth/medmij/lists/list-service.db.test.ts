/** Lists that are fetched, kept, shared by processes, and refused. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Database } from '../../../storage/database.js';
import { loadMedmijLists, forgetMedmijList } from '../../../storage/medmij-lists.js';
import { createTestDatabase, type TestDatabase } from '../../../testing/database.js';
import {
  clientList,
  providerList,
  serviceNames,
  whitelist,
} from '../../../testing/medmij/list-documents.js';
import { SILENT } from '../../../testing/silent.js';
import { LIST_FILES, type ListKind } from './list-kind.js';
import { ListService } from './list-service.js';
import { refreshLists, type Refreshed } from './refresh.js';
import type { ListSettings } from './settings.js';

/** What the list service of MedMij is, for a test. */
interface Publisher {
  /** What each path answers; none: 404. */
  readonly documents: Map<string, Buffer>;
  /** Requests by path, and how many of them were answered with 304. */
  readonly asked: string[];
  unchanged: number;
  /** When set, every request is answered with it. */
  status: number | undefined;
  readonly origin: string;
  stop(): void;
}

async function startPublisher(): Promise<Publisher> {
  const documents = new Map<string, Buffer>();
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const document = documents.get(request.url ?? '');
    const etag = `"${createHash('sha256')
      .update(document ?? '')
      .digest('hex')}"`;
    if (publisher.status !== undefined) {
      response.writeHead(publisher.status, { Location: '/elsewhere' }).end();
    } else if (document === undefined) response.writeHead(404).end();
    else if (request.headers['if-none-match'] === etag) {
      publisher.unchanged++;
      response.writeHead(304).end();
    } else response.writeHead(200, { ETag: etag }).end(document);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const publisher: Publisher = {
    ...{ documents, asked, unchanged: 0, status: undefined },
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return publisher;
}

const HOUR = 3_600_000;
let testDatabase: TestDatabase;
let database: Database;
let publisher: Publisher;
const services: ListService[] = [];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const settings = { url: testDatabase.url, maxConnections: 4, statementTimeout: 10_000 };
  database = new Database(settings, SILENT);
});

beforeEach(async () => {
  await database.query({ name: '', text: 'delete from medmij_list', values: [] });
  publisher = await startPublisher();
  publish('whl', whitelist(['pgo.example.nl', 'dva.example.nl'], { sequence: 10 }));
  publish('ocl', clientList([{ hostname: 'pgo.example.nl', name: 'Mijn PGO' }], { sequence: 20 }));
});

afterEach(async () => {
  for (const service of services.splice(0)) await service.close();
  publisher.stop();
});

afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

function publish(kind: ListKind, document: Buffer): void {
  publisher.documents.set(`/${LIST_FILES[kind]}?api=2`, document);
}

function settingsFor(kinds: readonly ListKind[] = ['whl', 'ocl']): ListSettings {
  const sources = kinds.map((kind) => [kind, `${publisher.origin}/${LIST_FILES[kind]}?api=2`]);
  return {
    sources: Object.fromEntries(sources) as ListSettings['sources'],
    refreshSeconds: 900,
    maxAgeSeconds: 12 * 3600,
    tls: { authorities: undefined, certificate: undefined, key: undefined },
  };
}

/** A service of one process. @param later milliseconds that its clock is ahead */
async function startService(
  settings: ListSettings = settingsFor(),
  later: { by: number } = { by: 0 },
): Promise<ListService> {
  const clock = (): number => Date.now() + later.by;
  const service = new ListService({ settings, session: database, clock, log: SILENT });
  services.push(service);
  await service.start();
  await service.look();
  return service;
}

function refresh(...lists: ListKind[]): Promise<Refreshed[]> {
  return refreshLists({ settings: settingsFor(), session: database, log: SILENT }, lists);
}

describe('lists that are published', () => {
  test('answer what is asked of them', async () => {
    publish('gnl', serviceNames([['48', 'Vaccinaties']]));
    const endpoint = 'https://dva.example.nl/medmij';
    const service = { id: '48', authorize: endpoint, token: endpoint, resource: endpoint };
    publish('zal', providerList([{ name: 'ziekenhuis@medmij', services: [service] }]));
    const { lists } = await startService(settingsFor(['whl', 'ocl', 'gnl', 'zal']));
    expect(lists.isUsable()).toBe(true);
    expect(lists.isWhitelisted('dva.example.nl')).toBe(true);
    expect(lists.isWhitelisted('example.nl')).toBe(false);
    expect(lists.client('pgo.example.nl')?.organisationName).toBe('Mijn PGO');
    expect(lists.client('dva.example.nl')).toBeUndefined();
    expect(lists.serviceName('48')).toBe('Vaccinaties');
    expect(lists.provider('ziekenhuis')?.services.get('48')?.tokenEndpoint).toBe(endpoint);
  });

  test('are fetched by one process, and known to all', async () => {
    const settings = settingsFor();
    const started = await Promise.all([1, 2, 3, 4].map(() => startService(settings)));
    expect(publisher.asked.toSorted()).toEqual(
      [`/${LIST_FILES.whl}?api=2`, `/${LIST_FILES.ocl}?api=2`].toSorted(),
    );
    for (const service of started) {
      await service.load();
      expect(service.lists.isUsable()).toBe(true);
    }
  });

  test('are not fetched again before it is time, and then only when they changed', async () => {
    const service = await startService();
    await service.look();
    expect(publisher.asked).toHaveLength(2);
    expect(await refresh('whl')).toEqual([{ list: 'whl', outcome: 'unchanged' }]);
    expect(publisher.unchanged).toBe(1);
  });

  test('of which one is missing make nothing usable', async () => {
    publisher.documents.delete(`/${LIST_FILES.ocl}?api=2`);
    const { lists } = await startService();
    expect(lists.isUsable()).toBe(false);
    expect(lists.client('pgo.example.nl')).toBeUndefined();
  });
});

describe('a list that is published anew', () => {
  test('takes the place of the one there was when its number is greater', async () => {
    const service = await startService();
    publish('whl', whitelist(['dva.example.nl'], { sequence: 11 }));
    expect(await refresh('whl')).toEqual([{ list: 'whl', outcome: 'new' }]);
    expect(service.lists.isWhitelisted('pgo.example.nl')).toBe(true);
    await service.load();
    expect(service.lists.isWhitelisted('pgo.example.nl')).toBe(false);
  });

  test.each<[string, () => Buffer, RegExp]>([
    ['has a lower number', () => whitelist(['old.example.nl'], { sequence: 9 }), /lower/],
    ['has the same number', () => whitelist(['other.example.nl'], { sequence: 10 }), /another/],
    ['is malformed', () => Buffer.from('<Whitelist>'), /well-formed/],
    [
      'has an entity',
      () => Buffer.from('<!DOCTYPE W [<!ENTITY h "x">]><W>&h;</W>'),
      /document type/,
    ],
    ['is another list', () => clientList([], { sequence: 99 }), /no Whitelist/],
    ['is empty', () => Buffer.of(), /no element|well-formed/],
  ])('is refused when it %s; the copy there is stays', async (_what, document, reason) => {
    const service = await startService();
    publish('whl', document());
    const [result] = await refresh('whl');
    expect(result).toMatchObject({ outcome: 'failed' });
    expect(result?.reason).toMatch(reason);
    await service.load();
    expect(service.lists.isWhitelisted('pgo.example.nl')).toBe(true);
    const [, whl] = await loadMedmijLists(database);
    expect(whl).toMatchObject({ list: 'whl', copy: { sequence: 10 } });
    expect(whl?.failure?.reason).toMatch(reason);
  });

  test('is not taken from where a redirect leads', async () => {
    await startService();
    publisher.status = 302;
    expect(await refresh('whl')).toMatchObject([
      { outcome: 'failed', reason: expect.stringMatching(/status 302/) },
    ]);
  });

  test('of two that come at once the newer one stays', async () => {
    await startService();
    for (let sequence = 11; sequence < 31; sequence++) {
      publish('whl', whitelist(['dva.example.nl'], { sequence }));
      const older = refresh('whl');
      publish('whl', whitelist(['dva.example.nl'], { sequence: ++sequence }));
      await Promise.all([older, refresh('whl')]);
      const [, whl] = await loadMedmijLists(database);
      expect(whl?.copy?.sequence).toBe(sequence);
    }
  });

  test('with a lower number is taken once the operator has forgotten the copy', async () => {
    const service = await startService();
    publish('whl', whitelist(['new.example.nl'], { sequence: 1 }));
    expect(await forgetMedmijList(database, 'whl')).toBe(true);
    await service.load();
    expect(service.lists.isUsable()).toBe(false);
    await service.look();
    expect(service.lists.isWhitelisted('new.example.nl')).toBe(true);
  });
});

describe('when the lists can not be had', () => {
  test('the copies are trusted for as long as is configured, and then nobody is', async () => {
    const later = { by: 0 };
    const service = await startService(settingsFor(), later);
    publisher.status = 503;
    later.by = 8 * HOUR;
    expect(await refresh('whl', 'ocl')).toMatchObject([
      { outcome: 'failed' },
      { outcome: 'failed' },
    ]);
    await service.load();
    expect(service.lists.isUsable()).toBe(true);
    later.by = 12 * HOUR + 1000;
    expect(service.lists.isUsable()).toBe(false);
    expect(service.lists.client('pgo.example.nl')).toBeUndefined();
    expect(service.lists.isWhitelisted('pgo.example.nl')).toBe(false);
  });

  test('a process that starts has the copies of those before it', async () => {
    await startService();
    publisher.stop();
    const { lists } = await startService();
    expect(lists.isUsable()).toBe(true);
  });

  test('a process that ends does not wait for a download', async () => {
    const silent = createServer(() => undefined);
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const where = `http://127.0.0.1:${port}/list`;
    const service = new ListService({
      settings: { ...settingsFor(), sources: { whl: where, ocl: where } },
      ...{ session: database, clock: Date.now, log: SILENT },
    });
    await service.start();
    await once(silent, 'request');
    await service.close();
    const stored = await loadMedmijLists(database);
    expect(stored.map(({ copy }) => copy)).toEqual([undefined, undefined]);
    silent.closeAllConnections();
    silent.close();
  });

  test('lists of another place are not those of this one', async () => {
    await startService();
    publisher.stop();
    publisher = await startPublisher();
    const { lists } = await startService();
    expect(lists.isUsable()).toBe(false);
  });

  test('what nobody asks for any more is gone', async () => {
    publish('gnl', serviceNames([['48', 'Vaccinaties']]));
    await startService(settingsFor(['whl', 'ocl', 'gnl']));
    const { lists } = await startService();
    expect(lists.serviceName('48')).toBeUndefined();
  });
});

describe('files', () => {
  test('are read before the start is done', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'vuurtoren-lists-'));
    try {
      for (const kind of ['whl', 'ocl'] as const) {
        const document = publisher.documents.get(`/${LIST_FILES[kind]}?api=2`) ?? Buffer.of();
        writeFileSync(path.join(folder, LIST_FILES[kind]), document);
      }
      const sources = {
        whl: path.join(folder, LIST_FILES.whl),
        ocl: path.join(folder, LIST_FILES.ocl),
      };
      const service = new ListService({
        settings: { ...settingsFor(), sources },
        ...{ session: database, clock: Date.now, log: SILENT },
      });
      services.push(service);
      await service.start();
      expect(service.lists.isUsable()).toBe(true);
      rmSync(sources.whl);
      expect(await refresh('whl')).toMatchObject([
        { outcome: 'failed', reason: expect.stringMatching(/ENOENT/) },
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

// The demo data goes through the front door into an empty database, once.
import { afterAll, expect, test } from '@jest/globals';
import { demoBundles } from '../demo/demo-data.js';
import { objectAt, objectsAt } from '../fhir/json.js';
import { keyText, type Resource } from '../fhir/resource.js';
import { parseJsonResource } from '../formats/json/parse.js';
import { startProcess, temporaryDataFolder, type ServerProcess } from '../testing/process.js';

const data = temporaryDataFolder();
const servers: ServerProcess[] = [];

afterAll(async () => {
  for (const server of servers) {
    if (server.child.exitCode === null) await server.end('SIGKILL');
  }
  await data.remove();
}, 120_000);

async function start(): Promise<ServerProcess> {
  const server = await startProcess({ DATA_DIR: data.path, DEMO: 'on' });
  servers.push(server);
  return server;
}

async function read(server: ServerProcess, path: string): Promise<Resource> {
  const response = await fetch(`${server.base}/${path}`, {
    headers: { Accept: 'application/fhir+json' },
  });
  expect([path, response.status]).toEqual([path, 200]);
  return parseJsonResource(await response.text());
}

/** The version that was written last. */
async function newest(server: ServerProcess): Promise<unknown> {
  const history = await read(server, '_history?_count=1');
  return objectsAt(history, 'entry')[0]?.['resource'];
}

const resources = demoBundles()
  .flatMap((bundle) => objectsAt(bundle, 'entry'))
  .map((entry) => objectAt(entry, 'resource') as Resource);

/** Without what the server decides; decimals keep their text, which the parsed tree holds. */
function content(resource: Resource): Resource {
  const meta = { ...resource.meta };
  delete meta.versionId;
  delete meta.lastUpdated;
  return { ...resource, meta };
}

test('every resource is there after the first start, and no second time after the second', async () => {
  const first = await start();
  for (const resource of resources) {
    const path = keyText({ type: resource.resourceType, id: resource.id ?? '' });
    const stored = await read(first, path);
    expect(stored.meta?.versionId).toBe('1');
    expect(content(stored)).toEqual(content(resource));
  }
  const last = await newest(first);
  expect(await first.end('SIGTERM')).toBe(0);
  const second = await start();
  expect(await newest(second)).toEqual(last);
  expect(await second.end('SIGTERM')).toBe(0);
}, 120_000);

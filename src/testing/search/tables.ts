/** Tables of searches over HTTP: what is stored, what is asked, which resources are expected. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { JsonObject } from '../../fhir/json.js';
import { matchIds } from '../searchsets.js';
import { startTestServer, type TestServer } from '../server.js';

/** Contents by type and id. */
export type Stored = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** A search, and the ids of what it finds with spaces between them, in any order. */
export type Row = readonly [search: string, ids: string];

export interface SearchTables {
  readonly server: () => TestServer;
  /** Each row has a search of this type. */
  readonly finds: (type: string, rows: readonly Row[]) => void;
  /** Searches that are answered with 400. */
  readonly refuses: (type: string, searches: readonly string[]) => void;
}

/** Starts a server for the test file, with these resources. */
export function searchTables(stored: Stored): SearchTables {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    for (const [type, resources] of Object.entries(stored)) {
      for (const [id, content] of Object.entries(resources)) await put(server, type, id, content);
    }
  });
  afterAll(async () => {
    await server.stop();
  });
  return {
    server: () => server,
    finds(type, rows) {
      test.each(rows)(`${type}?%s`, async (search, ids) => {
        const answer = await server.send('GET', `/${type}?${encoded(search)}&_count=200`);
        expect([search, answer.status, answer.status === 200 ? '' : answer.text]).toEqual([
          search,
          200,
          '',
        ]);
        expect(matchIds(answer).sort()).toEqual(ids.split(' ').filter(Boolean).sort());
      });
    },
    refuses(type, searches) {
      test.each(searches)(`${type}?%s is refused`, async (search) => {
        const answer = await server.send('GET', `/${type}?${encoded(search)}`);
        expect([answer.status, answer.body.resourceType]).toEqual([400, 'OperationOutcome']);
      });
    },
  };
}

/** Stores a resource. @throws unless that was done */
export async function put(
  server: TestServer,
  type: string,
  id: string,
  content: object,
): Promise<JsonObject> {
  const answer = await server.send('PUT', `/${type}/${id}`, {
    body: { resourceType: type, id, ...content },
  });
  if (answer.status >= 300) throw new Error(`${type}/${id}: ${answer.status} ${answer.text}`);
  return answer.body;
}

/** A search as it is written in these tables, for a URL: `&` and the first `=` divide it. */
export function encoded(search: string): string {
  return search
    .split('&')
    .map((parameter) => {
      const at = parameter.indexOf('=');
      const [name, value] = [parameter.slice(0, at), parameter.slice(at + 1)];
      return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
    })
    .join('&');
}

// Who may administer: nothing below /admin answers anybody else.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { NOBODY } from '../access/context.js';
import { SILENT, startTestServer, type TestServer } from '../testing/server.js';
import type { Hl7Administration } from './hl7-administration.js';
import { hl7Routes } from './hl7-routes.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({}, SILENT, { authenticate: () => Promise.resolve(NOBODY) });
});
afterAll(() => server.stop());

// Only their methods and paths are asked for.
const routes = hl7Routes({} as Hl7Administration).map(
  ({ method, path }) => [method, path.replace(':id', '1')] as const,
);

test.each([...routes, ['GET', '/nothing'] as const])('%s %s', async (method, path) => {
  const response = await fetch(`${server.origin}/admin/hl7${path}`, {
    method,
    ...(method === 'POST' && { headers: { 'Content-Type': 'application/json' }, body: '{' }),
  });
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ resourceType: 'OperationOutcome' });
});

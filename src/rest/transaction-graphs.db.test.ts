// Whatever way the entries of a transaction refer to one another, it is so in the end.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { made, sendBundle, uuid } from '../testing/bundles.js';
import { startTestServer, type TestServer } from '../testing/server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ REFERENTIAL_INTEGRITY: 'enforce' });
});

afterAll(async () => {
  await server.stop();
});

type Way = 'create' | 'update' | 'conditional';

interface Node {
  readonly way: Way;
  /** The nodes that this one refers to: itself, one before, one after, one more than once. */
  readonly to: readonly number[];
}

const graph = fc.integer({ min: 1, max: 8 }).chain((size) =>
  fc.array(
    fc.record<Node>({
      way: fc.constantFrom<Way>('create', 'update', 'conditional'),
      to: fc.array(fc.nat(size - 1), { maxLength: 4 }),
    }),
    { minLength: size, maxLength: size },
  ),
);

const members = (to: readonly number[], url: (node: number) => string) =>
  to.length === 0 ? {} : { hasMember: to.map((node) => ({ reference: url(node) })) };

function entry({ way, to }: Node, index: number, run: number): object {
  const name = `run-${run}-${index}`;
  const resource = {
    resourceType: 'Observation',
    identifier: [{ value: name }],
    status: 'final',
    code: { text: 'x' },
    ...members(to, uuid),
  };
  const fullUrl = uuid(index);
  switch (way) {
    case 'create':
      return { fullUrl, resource, request: { method: 'POST', url: 'Observation' } };
    case 'update':
      return {
        fullUrl,
        resource: { ...resource, id: name },
        request: { method: 'PUT', url: `Observation/${name}` },
      };
    case 'conditional':
      return {
        fullUrl,
        resource,
        request: { method: 'PUT', url: `Observation?identifier=${name}` },
      };
  }
}

let run = 0;

test('any graph of references between entries, in any order, comes out as it went in', async () => {
  const orders = graph.chain((nodes) =>
    fc.tuple(
      fc.constant(nodes),
      fc.shuffledSubarray([...nodes.keys()], { minLength: nodes.length }),
    ),
  );
  await fc.assert(
    fc.asyncProperty(orders, async ([nodes, order]) => {
      run += 1;
      const entries = order.map((node) => entry(nodes[node]!, node, run));
      const answer = await sendBundle(server, 'transaction', entries);
      expect(answer.status).toBe(200);
      const names = new Map(order.map((node, place) => [node, made(answer, place)]));
      expect(new Set(names.values()).size).toBe(nodes.length);
      for (const [node, { to }] of nodes.entries()) {
        const { body } = await server.send('GET', `/${names.get(node) ?? ''}`);
        const expected = members(to, (target) => names.get(target) ?? '');
        expect({ hasMember: body['hasMember'] }).toEqual({ hasMember: undefined, ...expected });
        expect(body['identifier']).toEqual([{ value: `run-${run}-${node}` }]);
      }
    }),
    { numRuns: 40 },
  );
});

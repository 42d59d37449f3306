// Years of a small hospital, delivered late, in another order and twice: the end is that of messages
// that come one by one. VUURTOREN_SIMULATION_PATIENTS asks for more patients than this test has.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { processEnvironment } from '../../config/process.js';
import { isObject, objectsAt, stringAt, type JsonObject, type JsonValue } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { startFeedServer, type FeedServer } from './feed-server.js';
import { delivered, lifecycle, type LifecycleMessage } from './lifecycle.js';
import { MllpSender } from '../mllp-sender.js';

const PATIENTS = Number(processEnvironment()['VUURTOREN_SIMULATION_PATIENTS'] ?? 24);
/** Messages that can overtake another one: up to three of the same patient. */
const DELAY = 60;

/** Nobody looks alike here by intention: who has the same name is somebody else. */
const FEEDS = {
  zis: { identity: { review: 'never' } },
  lab: {
    identity: { review: 'never' },
    // The laboratory knows the hospital's temporary numbers.
    mapping: { scope: 'OLZ' },
  },
} as const;

let orderly: FeedServer;
let real: FeedServer;

beforeAll(async () => {
  orderly = await startFeedServer(FEEDS);
  real = await startFeedServer(FEEDS);
});

afterAll(async () => {
  await Promise.all([orderly.stop(), real.stop()]);
});

/** Sends each feed over a connection of its own. @param isOneByOne waits until each is processed */
async function deliver(
  feeds: FeedServer,
  messages: readonly LifecycleMessage[],
  isOneByOne: boolean,
): Promise<void> {
  const { hl7Ports } = feeds.server;
  const senders = {
    zis: await MllpSender.connect(hl7Ports.get('zis') ?? 0),
    lab: await MllpSender.connect(hl7Ports.get('lab') ?? 0),
  };
  for (const { feed, text } of messages) {
    expect(await senders[feed].ask(text)).toContain('\rMSA|AA|');
    if (isOneByOne) await feeds.settled();
  }
  await feeds.settled(30 + messages.length / 10);
  senders.zis.close();
  senders.lab.close();
}

/** What is stored, without what may differ: ids, versions, and the trace of each message. */
async function endState({ server }: FeedServer): Promise<string[]> {
  const rows = await server.core.database.query<{ body: Resource }>({
    name: '',
    text: `select v.body from resource r join version v on v.rid = r.rid and v.version = r.version
      where not r.deleted and v.body is not null`,
    values: [],
  });
  const resources = rows.map(({ body }) => body);
  const names = new Map(
    resources.map((resource) => [
      `${resource.resourceType}/${resource.id ?? ''}`,
      nameOf(resource),
    ]),
  );
  return resources
    .filter((resource) => resource.resourceType !== 'Provenance' && !isRetired(resource))
    .map((resource) => JSON.stringify(normal(contentOf(resource), names)))
    .sort();
}

/**
 * A Patient that was merged into another is left behind only when it was there before the merge came:
 * when its merge overtakes it, its number leads to the survivor from the start.
 */
function isRetired(resource: Resource): boolean {
  return objectsAt(resource, 'link').some(({ type }) => type === 'replaced-by');
}

function contentOf(resource: Resource): JsonObject {
  const { meta, ...content } = resource;
  const profile = meta?.['profile'];
  const own = Object.fromEntries(
    Object.entries(content).filter(([name]) => name !== 'id' && name !== 'link'),
  );
  return profile === undefined ? own : { ...own, profile };
}

/** What a resource is known by to people. */
function nameOf(resource: Resource): string {
  const numbers = objectsAt(resource, 'identifier')
    .filter(({ use }) => use !== 'old')
    .map((one) => `${stringAt(one, 'system') ?? ''}|${stringAt(one, 'value') ?? ''}`)
    .sort();
  return `${resource.resourceType} ${numbers.join(' ')}`;
}

/** Members in one order, references by name. */
function normal(value: JsonValue, names: ReadonlyMap<string, string>): JsonValue {
  if (Array.isArray(value)) return value.map((item) => normal(item, names));
  if (typeof value === 'string') return names.get(value) ?? value;
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, inOrder(name, normal(value[name] ?? null, names))]),
  );
}

/** The order of identifiers says nothing: those that are added come at the end. */
function inOrder(name: string, value: JsonValue): JsonValue {
  if (name !== 'identifier' || !Array.isArray(value)) return value;
  const texts = value.map((item) => JSON.stringify(item)).sort();
  return texts.map((text) => JSON.parse(text) as JsonValue);
}

async function states({ server }: FeedServer): Promise<unknown> {
  return server.core.database.query({
    name: '',
    text: `select state, reason, event, outcome, convert_from(content, 'LATIN1') as text
      from hl7_message where state <> 2 order by id limit 20`,
    values: [],
  });
}

test(
  'delivered late, out of order and twice, in the end everything is as if it came one by one',
  async () => {
    const messages = lifecycle(PATIENTS, 7);
    await deliver(orderly, messages, PATIENTS < 100);
    await deliver(real, delivered(messages, 11, DELAY), false);
    expect(await states(orderly)).toEqual([]);
    expect(await states(real)).toEqual([]);
    const [expected, found] = [await endState(orderly), await endState(real)];
    expect(expected.length).toBeGreaterThan(PATIENTS * 5);
    const [own, theirs] = [new Set(expected), new Set(found)];
    expect({
      missing: expected.filter((one) => !theirs.has(one)).slice(0, 10),
      unexpected: found.filter((one) => !own.has(one)).slice(0, 10),
    }).toEqual({ missing: [], unexpected: [] });
    expect(found).toHaveLength(expected.length);
  },
  60_000 + PATIENTS * 1000,
);

// Messages of one new patient at the same time, on workers that know nothing of one another.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { objectsAt } from '../../fhir/json.js';
import { startTestServer, type TestServer } from '../../testing/server.js';
import { FEED_DEFAULTS, type Feed } from '../feed.js';
import { completeSettings } from '../mapping/settings.js';
import { readHeader } from '../parser/header.js';
import { parseMessage } from '../parser/message.js';
import { processMessage } from '../processing/process.js';
import type { Identity, MessageInProcess } from '../types.js';
import { createIdentity } from './identity.js';

const FEED: Feed = { ...FEED_DEFAULTS, name: 'zis' };
const SYSTEM = 'urn:hl7v2:OLZ:OLZ';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

let count = 0;

function message(numbers: string): MessageInProcess {
  count += 1;
  const text = [
    `MSH|^~\\&|ZIS|OLZ|||20260310100000||ADT^A31|${count}|P|2.4`,
    `PID|1||${numbers}||Jansen&&Jansen^Piet^^^^^L||19800101|M`,
  ].join('\r');
  const parsed = parseMessage(text);
  const received = Date.UTC(2026, 2, 11);
  return { id: count, feed: FEED, received, message: parsed, header: readHeader(parsed) };
}

async function processAll(identity: Identity, works: readonly MessageInProcess[]): Promise<void> {
  const parts = {
    environment: server.core.environment,
    settings: () => completeSettings(),
    identity,
  };
  const settle = () => Promise.resolve();
  await Promise.all(works.map((work) => processMessage(parts, work, settle)));
}

async function patientsWith(number: string): Promise<number> {
  const { body } = await server.send('GET', `/Patient?identifier=${SYSTEM}|${number}`);
  return objectsAt(body, 'entry').length;
}

test('two that have both decided on a new patient make one', async () => {
  const identity = createIdentity(server.core.environment);
  let arrived = 0;
  let open: () => void = () => undefined;
  const both = new Promise<void>((resolve) => {
    open = resolve;
  });
  let decisions = 0;
  const together: Identity = {
    ...identity,
    async decide(work, patients) {
      const decided = await identity.decide(work, patients);
      decisions += 1;
      arrived += 1;
      if (arrived === 2) open();
      await both;
      return decided;
    },
  };
  await processAll(together, [
    message('c1^^^OLZ'),
    message('c1^^^OLZ~999900006^^^NLMINBIZA^NNNLD'),
  ]);
  expect(await patientsWith('c1')).toBe(1);
  // One of them had to decide again.
  expect(decisions).toBe(3);
});

// As many as there are attempts: of those that meet, one gets through.
test('many, each of them in its own time', async () => {
  const identity = createIdentity(server.core.environment);
  for (let round = 0; round < 5; round += 1) {
    const works = Array.from({ length: 5 }, () => message(`r${round}^^^OLZ`));
    await processAll(identity, works);
    expect(await patientsWith(`r${round}`)).toBe(1);
  }
});

test('a patient who is made over the FHIR API meanwhile is found', async () => {
  const identity = createIdentity(server.core.environment);
  let isFirst = true;
  const overtaken: Identity = {
    ...identity,
    async decide(work, patients) {
      const decided = await identity.decide(work, patients);
      if (isFirst) {
        isFirst = false;
        const identifier = [{ system: SYSTEM, value: 'f1' }];
        await server.create({ resourceType: 'Patient', identifier });
      }
      return decided;
    },
  };
  await processAll(overtaken, [message('f1^^^OLZ')]);
  expect(await patientsWith('f1')).toBe(1);
});

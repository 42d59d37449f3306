// The scenarios of the corpus over MLLP: the acknowledgements, and what is stored in the end.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Resource } from '../fhir/resource.js';
import {
  v2AckExpectations,
  v2MessageBytes,
  v2Scenarios,
  violations,
  type Scenario,
} from '../testing/hl7v2/scenarios.js';
import { MllpSender } from '../testing/mllp-sender.js';
import { until } from '../testing/process.js';
import { startTestServer, type TestServer } from '../testing/server.js';
import { hasCorpus } from '../testing/shared-data.js';

const describeCorpus = hasCorpus('v2') ? describe : describe.skip;

let folder: string;
let server: TestServer;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vuurtoren-feeds-'));
  const feed = { listen: { port: 0 }, holdAfter: [] };
  writeFileSync(path.join(folder, 'zis.json'), JSON.stringify(feed));
  server = await startTestServer({ HL7_FEEDS: folder });
});

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** The acknowledgement code that comes back; NONE when the next message is answered before. */
async function codeFor(bytes: Buffer): Promise<string> {
  const sender = await MllpSender.connect(server.hl7Ports.get('zis') ?? 0);
  sender.send(bytes);
  // An unknown type is always refused: an answer to it says that there was none before.
  sender.send('MSH|^~\\&|TEST|X|||2026||ZZZ^Z99|after|P|2.4');
  const answer = (await sender.receive()) ?? '';
  sender.close();
  const [, code = '', controlId = ''] = /\rMSA.(\w\w).?([^|\r]*)/.exec(answer) ?? [];
  return controlId === 'after' ? 'NONE' : code;
}

async function storedResources(): Promise<Resource[]> {
  const rows = await server.core.database.query<{ body: Resource }>({
    name: '',
    text: `select v.body from resource r join version v on v.rid = r.rid and v.version = r.version
      where not r.deleted and v.body is not null`,
    values: [],
  });
  return rows.map(({ body }) => body);
}

async function allProcessed(): Promise<void> {
  await until(async () => {
    const rows = await server.core.database.query({
      name: '',
      text: 'select from hl7_message where state = 1 limit 1',
      values: [],
    });
    return rows.length === 0;
  });
}

describeCorpus('a scenario of the corpus, over MLLP', () => {
  const scenarios = v2Scenarios();
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    async (_name, { steps }: Scenario) => {
      for (const { file, ack = [], ackTolerated = [], assert } of steps) {
        const code = await codeFor(v2MessageBytes(file));
        expect([...ack, ...ackTolerated]).toContain(code);
        await allProcessed();
        const due = assert.filter(({ onlyIfAck }) => onlyIfAck?.includes(code) ?? true);
        const stored = await storedResources();
        expect(due.flatMap((one) => violations(one, stored))).toEqual([]);
      }
    },
  );
});

describeCorpus('messages of other makers', () => {
  const expectations = v2AckExpectations();
  test.each(expectations.map((one) => [one.file, one] as const))('%s', async (_file, expected) => {
    const code = await codeFor(v2MessageBytes(expected.file));
    expect([...expected.ack, ...expected.ackTolerated]).toContain(code);
  });

  test('come to an end, every one', async () => {
    await allProcessed();
    const rows = await server.core.database.query<{ reason: string; count: number }>({
      name: '',
      text: `select reason, count(*) from hl7_message where reason in ('no-end', 'fhir-internal')
        group by reason`,
      values: [],
    });
    expect(rows).toEqual([]);
  });
});

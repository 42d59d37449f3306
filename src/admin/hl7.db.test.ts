// Administration of HL7 v2 over HTTP: lists, decisions, replays, tries, merges.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { objectAt, objectsAt, stringAt, type JsonObject } from '../fhir/json.js';
import { msh, startFeedServer, type FeedServer } from '../testing/hl7v2/feed-server.js';

let feeds: FeedServer;
beforeAll(async () => {
  feeds = await startFeedServer({
    zis: { identity: { review: 'probable' } },
    lab: { mapping: { scope: 'OLZ', ignore: ['ORU^R30'] } },
  });
});
afterAll(() => feeds.stop());

interface Reply {
  readonly status: number;
  readonly body: JsonObject;
}

async function admin(method: string, path: string, body?: unknown): Promise<Reply> {
  const response = await fetch(`${feeds.server.origin}/admin/hl7${path}`, {
    method,
    ...(method === 'POST' && {
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body ?? {}),
    }),
  });
  return { status: response.status, body: (await response.json()) as JsonObject };
}

const ADDRESS = 'Dorpsstraat 1&Dorpsstraat&1^^Utrecht^^3511AA^NL^H';

function pid(number: string, name: string, birthDate = '19771109'): string {
  return `PID|1||${number}^^^OLZ^PI||${name}^^^^^L||${birthDate}|F|||${ADDRESS}`;
}

const person = (number: string, name: string) =>
  feeds.process('zis', msh('ADT^A31'), pid(number, name));

function result(number: string, order: string, name: string): readonly string[] {
  return [
    msh('ORU^R01'),
    pid(number, name),
    `OBR|1|P${order}|F${order}|GLUC|||20260310||||||||||||||||||F`,
    'OBX|1|NM|GLUC^Glucose^L||5|mmol/L|||||F',
  ];
}

async function patient(number: string): Promise<string | undefined> {
  const [found, ...others] = await feeds.search(`Patient?identifier=urn:hl7v2:OLZ:OLZ|${number}`);
  expect(others).toEqual([]);
  return found === undefined ? undefined : `Patient/${found.id ?? ''}`;
}

function stateOf({ body }: Reply): string | undefined {
  return stringAt(body, 'state');
}

describe('a message that waits for identity', () => {
  const FENNA = 'van der Meer&van der&Meer^Fenna';
  let waiting: number;
  let behind: number;

  beforeAll(async () => {
    await person('w1', FENNA);
    waiting = (await person('w2', FENNA)).id;
    behind = (await feeds.process('lab', ...result('w2', 'w', FENNA))).id;
  });

  test('is in the work list, without data of the patient', async () => {
    const { status, body } = await admin('GET', '/messages?state=waiting,failed');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      messages: [{ id: waiting, feed: 'zis', state: 'waiting', event: 'ADT^A31' }],
    });
    expect(JSON.stringify(body)).not.toMatch(/Meer|w2|1977-?11/);
  });

  test('shows its text, its parts, the candidates, and what waits behind it', async () => {
    const { body } = await admin('GET', `/messages/${waiting}`);
    expect(stringAt(body, 'text')).toContain('|w2^^^OLZ^PI|');
    const parts = objectsAt(body, 'segments').find(({ segment }) => segment === 'PID');
    expect(parts).toMatchObject({ fields: { 3: ['w2', '', '', 'OLZ', 'PI'], 8: 'F' } });
    expect(body).toMatchObject({
      reason: { code: 'identity-review', at: 'PID-3' },
      outcome: { candidates: [{ reference: await patient('w1'), grade: 'probable' }] },
      behind: [behind],
    });
    const { body: later } = await admin('GET', `/messages/${behind}`);
    expect(later).toMatchObject({ state: 'received', waitsFor: [waiting] });
  });

  test('keeps who has seen it', async () => {
    const { body } = await admin('GET', `/actions?message=${waiting}`);
    expect(objectsAt(body, 'actions')).toMatchObject([{ who: 'operator', action: 'show' }]);
  });

  test('takes no decision that makes no sense', async () => {
    const decide = (body: unknown) => admin('POST', `/messages/${waiting}/decision`, body);
    expect((await decide({})).status).toBe(422);
    expect((await decide({ patients: ['Jan'] })).status).toBe(400);
    expect((await decide({ patients: ['Patient/nobody'] })).status).toBe(422);
    expect((await decide({ other: true })).status).toBe(400);
    expect((await admin('POST', '/messages/999999/decision', { approved: true })).status).toBe(404);
    expect((await admin('POST', `/messages/${behind}/decision`, { approved: true })).status).toBe(
      409,
    );
  });

  test('is processed as decided, and so is what waited behind it', async () => {
    const reference = await patient('w1');
    const { status } = await admin('POST', `/messages/${waiting}/decision`, {
      patients: [reference],
      comment: 'Called the ward.',
    });
    expect(status).toBe(200);
    await feeds.settled();
    const { body } = await admin('GET', `/messages/${waiting}`);
    expect(body).toMatchObject({
      state: 'processed',
      decision: { patients: [reference], by: 'operator', comment: 'Called the ward.' },
      outcome: { notes: ['identity-decided'] },
    });
    expect(stateOf(await admin('GET', `/messages/${behind}`))).toBe('processed');
    expect(await patient('w2')).toBe(reference);
    expect(await feeds.search(`Observation?subject=${reference ?? ''}`)).toHaveLength(1);
    const done = objectsAt((await admin('GET', `/actions?message=${waiting}`)).body, 'actions');
    expect(done.map(({ action }) => action)).toContain('decide');
  });

  test('can be decided to be about somebody new', async () => {
    const { id } = await person('w3', FENNA);
    await admin('POST', `/messages/${id}/decision`, { patients: ['new'] });
    await feeds.settled();
    expect((await feeds.message(id)).state).toBe(2);
    expect(await patient('w3')).not.toBe(await patient('w1'));
  });
});

describe('a message whose numbers contradict one another', () => {
  test('fails again when it is given to somebody whose numbers they are not', async () => {
    await person('c1', 'Een&&Een^Anna');
    await person('c2', 'Twee&&Twee^Bea');
    const [one, two] = [pid('c1', 'Een&&Een^Anna'), 'c2^^^OLZ^PI'];
    const both = one.replace('c1^^^OLZ^PI', `c1^^^OLZ^PI~${two}`);
    const { id, reason } = await feeds.process('zis', msh('ADT^A31'), both);
    expect(reason).toBe('identifier-of-several');
    await admin('POST', `/messages/${id}/decision`, { patients: [await patient('c1')] });
    await feeds.settled();
    expect(await feeds.message(id)).toMatchObject({ state: 4, reason: 'number-of-another' });
    await admin('POST', `/messages/${id}/ignore`, { comment: 'Sent by mistake.' });
    expect(await feeds.message(id)).toMatchObject({ state: 5, reason: 'ignored-by-person' });
  });

  test('ignoring it lets go on what waited behind it', async () => {
    const before = await feeds.process('zis', msh('ADT^A31'), pid('c1', 'Een&&Een^Anna'));
    expect(before.state).toBe(2);
    expect((await admin('POST', `/messages/${before.id}/ignore`, {})).status).toBe(409);
  });
});

describe('a merge', () => {
  test('is taken back, and a replay of its message does not do it again', async () => {
    await person('m1', 'Bos&&Bos^Carla');
    await feeds.process('lab', ...result('m2', 'm', 'Smit&&Smit^Dora'));
    const merge = [msh('ADT^A40'), pid('m1', 'Bos&&Bos^Carla'), 'MRG|m2^^^OLZ^PI'] as const;
    const { id } = await feeds.process('zis', ...merge);
    const survivor = await patient('m1');
    expect(await patient('m2')).toBe(survivor);
    const found = await feeds.search('Patient?active=false');
    const retired = found.find(({ link }) => JSON.stringify(link).includes(survivor ?? ''));
    const reference = `Patient/${retired?.id ?? ''}`;
    const { status, body } = await admin('POST', '/unmerge', { retired: reference });
    expect([status, body]).toMatchObject([200, { survivor, retired: reference, undecided: [] }]);
    expect(await patient('m2')).toBe(reference);
    expect(await feeds.search(`Observation?subject=${reference}`)).toHaveLength(1);

    await admin('POST', `/messages/${id}/replay`, {});
    await feeds.settled();
    expect(await feeds.message(id)).toMatchObject({ state: 3, reason: 'identity-change' });
    expect(await patient('m2')).toBe(reference);
    await admin('POST', `/messages/${id}/decision`, { approved: true });
    await feeds.settled();
    expect(await patient('m2')).toBe(survivor);
  });

  test('by hand', async () => {
    await person('m3', 'Berg&&Berg^Eva');
    await person('m4', 'Dam&&Dam^Floor');
    const [survivor, retired] = [await patient('m3'), await patient('m4')];
    expect((await admin('POST', '/merge', { survivor, retired })).status).toBe(200);
    expect(await patient('m4')).toBe(survivor);
    expect((await admin('POST', '/merge', { survivor, retired: survivor })).status).toBe(409);
    expect((await admin('POST', '/unmerge', { retired: survivor })).status).toBe(409);
  });
});

describe('what a person has to approve', () => {
  const approve = async (id: number): Promise<void> => {
    expect((await feeds.message(id)).reason).toBe('identity-change');
    await admin('POST', `/messages/${id}/decision`, { approved: true });
    await feeds.settled();
    expect((await feeds.message(id)).state).toBe(2);
  };

  test('a patient who is no more (A29) is inactive then', async () => {
    await person('a1', 'Haas&&Haas^Ot');
    const reference = await patient('a1');
    const { id } = await feeds.process('zis', msh('ADT^A29'), pid('a1', 'Haas&&Haas^Ot'));
    await approve(id);
    const { body } = await feeds.server.send('GET', `/${reference ?? ''}`);
    expect(body['active']).toBe(false);
  });

  test('a visit that never was (A23) is entered in error then', async () => {
    const segments = [pid('a2', 'Zeeman&&Zeeman^Pia'), 'PV1|1|I|A^1^1||||||||||||||||va2^^^OLZ^VN'];
    await feeds.process('zis', msh('ADT^A01', '20260310080000'), ...segments);
    const { id } = await feeds.process('zis', msh('ADT^A23', '20260310090000'), ...segments);
    await approve(id);
    const [visit] = await feeds.search('Encounter?identifier=va2');
    expect(visit).toMatchObject({ status: 'entered-in-error' });
  });
});

describe('a replay', () => {
  test('changes nothing when nothing has changed', async () => {
    const { id } = await feeds.process('lab', ...result('r1', 'r1', 'Vos&&Vos^Gea'));
    const before = await feeds.search('Observation?_count=100');
    const { body } = await admin('POST', `/messages/${id}/replay`);
    expect(body).toEqual({ replayed: 1, left: 0, isComplete: true });
    await feeds.settled();
    expect((await feeds.message(id)).state).toBe(2);
    expect(await feeds.search('Observation?_count=100')).toEqual(before);
  });

  test('of a selection is in the order of arrival, and can go on where it ended', async () => {
    const ids: number[] = [];
    for (const name of ['Kok^Hanna', 'Kok^Ina', 'Kok^Jans']) {
      ids.push((await feeds.process('zis', msh('ADT^A08'), pid('r2', `Kok&&${name}`))).id);
    }
    const filter = { feed: 'zis', event: 'ADT^A08', states: ['processed'] };
    const first = await admin('POST', '/replay', { ...filter, limit: 2 });
    expect(first.body).toEqual({ replayed: 2, left: 0, isComplete: false });
    await feeds.settled();
    const [kok] = await feeds.search('Patient?family=Kok');
    expect(JSON.stringify(kok)).toContain('Jans');
    const all = await admin('POST', '/replay', { ids });
    expect(all.body).toMatchObject({ replayed: 3, isComplete: true });
    await feeds.settled();
  });

  test('needs to be told what is meant', async () => {
    expect((await admin('POST', '/replay', {})).status).toBe(422);
    expect((await admin('POST', '/replay', { limit: 10 })).status).toBe(422);
    expect((await admin('POST', '/replay', { states: ['done'] })).status).toBe(400);
  });

  test('takes what was ignored when it came, with the settings of now', async () => {
    const segments = result('r3', 'r3', 'Pol&&Pol^Kim');
    const { id, state } = await feeds.process('lab', msh('ORU^R30'), ...segments.slice(1));
    expect(state).toBe(5);
    await admin('POST', `/messages/${id}/replay`, {});
    await feeds.settled();
    // Its event is still ignored.
    expect(await feeds.message(id)).toMatchObject({ state: 5, reason: 'ignored' });
  });
});

describe('trying out', () => {
  const mapping = {
    scope: 'OLZ',
    codeSystems: { 'OBX-3:L': 'https://lab.example/tests' },
  };

  test('a text shows what it would become and from which fields, and writes nothing', async () => {
    const content = result('t1', 't1', 'Mök&&Mök^Lena').join('\r');
    const { status, body } = await admin('POST', '/try', { content, feed: 'lab', mapping });
    expect(status).toBe(200);
    expect(body).toMatchObject({ feed: 'lab', event: 'ORU^R01', outcome: { state: 'processed' } });
    const types = objectsAt(body, 'resources').map(
      (one) => `${stringAt(one, 'action') ?? ''} ${stringAt(one, 'type') ?? ''}`,
    );
    expect(types).toEqual(expect.arrayContaining(['create Patient', 'create Observation']));
    expect(JSON.stringify(body)).toContain('"family":"Mök"');
    expect(JSON.stringify(body)).toContain('https://lab.example/tests');
    expect(objectsAt(body, 'trace')).toContainEqual(
      expect.objectContaining({ element: 'Patient.birthDate', from: ['PID-7'] }),
    );
    expect(await patient('t1')).toBeUndefined();
  });

  test('a stored ConceptMap is named by its URL', async () => {
    const url = 'https://lab.example/ConceptMap/tests';
    await feeds.server.create({
      resourceType: 'ConceptMap',
      status: 'active',
      url,
      group: [
        {
          source: 'urn:hl7v2:OLZ:OBX-3',
          target: 'http://loinc.org',
          element: [{ code: 'GLUC', target: [{ code: '14749-6', equivalence: 'equivalent' }] }],
        },
      ],
    });
    const maps = { scope: 'OLZ', codeMaps: [{ at: 'OBX-3', conceptMap: url }] };
    const content = result('t3', 't3', 'Mol&&Mol^Lot').join('\r');
    const { body } = await admin('POST', '/try', { content, feed: 'lab', mapping: maps });
    expect(JSON.stringify(objectsAt(body, 'resources'))).toContain('"code":"14749-6"');
  });

  test('what is no message, or no settings, is told', async () => {
    expect((await admin('POST', '/try', { content: 'Hello' })).status).toBe(422);
    const wrong = await admin('POST', '/try', { content: 'MSH|^~\\&', mapping: { foo: 1 } });
    expect(wrong.status).toBe(422);
    expect(JSON.stringify(wrong.body)).toContain('foo');
    expect((await admin('POST', '/try', { content: 'MSH|', feed: 'none' })).status).toBe(422);
  });

  test('a changed map on stored messages shows in what the outcome differs', async () => {
    const { id } = await feeds.process('lab', ...result('t2', 't2', 'Prins&&Prins^Mia'));
    const same = await admin('POST', `/messages/${id}/try`, {});
    expect(same.body).toMatchObject({ tried: 1, changed: 0 });
    const { body } = await admin('POST', '/try-stored', { ids: [id], mapping });
    expect(body).toMatchObject({ tried: 1, changed: 1, failed: 0 });
    const [message] = objectsAt(body, 'messages');
    expect(message).toMatchObject({
      before: { state: 'processed' },
      after: { state: 'processed' },
    });
    expect(JSON.stringify(message)).toContain('"after":"https://lab.example/tests"');
    const [observation] = await feeds.search(`Observation?subject=${(await patient('t2')) ?? ''}`);
    const [coding] = objectsAt(objectAt(observation ?? {}, 'code') ?? {}, 'coding');
    expect(coding?.['system']).toBe('urn:hl7v2:OLZ:OBX-3');
  });
});

test('pages of a list lead to one another', async () => {
  const seen: unknown[] = [];
  for (let next = ''; ;) {
    const { body } = await admin('GET', `/messages?limit=7${next}`);
    seen.push(...objectsAt(body, 'messages').map(({ id }) => id));
    const { next: before } = body;
    if (typeof before !== 'number') break;
    next = `&before=${before}`;
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toEqual([...seen].sort((one, other) => Number(other) - Number(one)));
  const { body } = await admin('GET', '/messages?event=ADT^*&feed=zis&from=2020-01-01&limit=500');
  expect(objectsAt(body, 'messages').every(({ feed }) => feed === 'zis')).toBe(true);
});

test('feeds tell what is open, what came in, and how far behind they are', async () => {
  const { body } = await admin('GET', '/feeds');
  const all = objectsAt(body, 'feeds');
  expect(all.map(({ feed }) => feed)).toEqual(['default', 'lab', 'zis']);
  expect(all[2]).toMatchObject({ isConfigured: true, lagSeconds: 0 });
  const metrics = await (await fetch(`${feeds.server.origin}/metrics`)).text();
  expect(metrics).toMatch(/vuurtoren_hl7_open\{feed="zis",state="waiting"\} \d/);
  expect(metrics).toMatch(/vuurtoren_hl7_received_total\{feed="zis",state="received"\} \d/);
  expect(metrics).toMatch(/vuurtoren_hl7_settled_total\{feed="lab",state="processed"\} \d/);
});

test('messages that wait do not make the server unready', async () => {
  await person('z1', 'Ruiter&&Ruiter^Noor');
  const { state } = await person('z2', 'Ruiter&&Ruiter^Noor');
  expect(state).toBe(3);
  expect((await fetch(`${feeds.server.origin}/readyz`)).status).toBe(200);
});

test.each([
  ['GET', '/messages?limit=0', 400],
  ['GET', '/messages?state=done', 400],
  ['GET', '/messages?state=waiting&feed=a&feed=b', 400],
  ['GET', '/messages?from=yesterday', 400],
  ['GET', '/messages?from=2026-99-99', 400],
  ['GET', '/messages/x', 404],
  ['GET', '/messages/123456', 404],
  ['GET', '/nothing', 404],
])('%s %s is answered with %i', async (method, path, status) => {
  const answer = await admin(method, path);
  expect([answer.status, answer.body['resourceType']]).toEqual([status, 'OperationOutcome']);
});

test.each([
  ['text/plain', '{}', 415],
  ['application/json', '{', 400],
  ['application/json', '[]', 400],
])('a body of %s %s is answered with %i', async (type, body, status) => {
  const response = await fetch(`${feeds.server.origin}/admin/hl7/replay`, {
    method: 'POST',
    headers: { 'Content-Type': type },
    body,
  });
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ resourceType: 'OperationOutcome' });
});

// Merges, links, numbers and visits that change hands, over MLLP. HL7 v2.8, 3.3.18 to 3.3.51.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { objectAt, objectsAt, stringAt, type JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { msh, startFeedServer, type FeedServer } from '../../testing/hl7v2/feed-server.js';

const PROCESSED = { state: 2 };
const WAITING = { state: 3, reason: 'identity-change' };

let feeds: FeedServer;
beforeAll(async () => {
  feeds = await startFeedServer({
    zis: { identity: { hold: false, review: 'never' }, holdAfter: [] },
    careful: { identity: { changes: 'wait', review: 'never' } },
  });
});
afterAll(() => feeds.stop());

function pid(numbers: string, name = 'Dekker&&Dekker^Mina', birthDate = '19601026'): string {
  const all = numbers
    .split(' ')
    .map((one) => (one.startsWith('9999') ? `${one}^^^NLMINBIZA^NNNLD` : `${one}^^^OLZ^PI`));
  return `PID|1||${all.join('~')}||${name}^^^^^L||${birthDate}|F`;
}

function mrg(numbers: string, visit = ''): string {
  const all = numbers
    .split(' ')
    .map((one) => (one.startsWith('9999') ? `${one}^^^NLMINBIZA^NNNLD` : `${one}^^^OLZ^PI`));
  return `MRG|${all.join('~')}||||${visit === '' ? '' : `${visit}^^^OLZ^VN`}`;
}

const pv1 = (visit: string): string => `PV1|1|I|A^1^1||||||||||||||||${visit}^^^OLZ^VN`;

const add = (numbers: string, ...person: [name?: string, birthDate?: string]) =>
  feeds.process('zis', msh('ADT^A28'), pid(numbers, ...person));

const admit = (number: string, visit: string) =>
  feeds.process('zis', msh('ADT^A01'), pid(number), pv1(visit));

async function patientOf(number: string): Promise<Resource | undefined> {
  const found = await feeds.search(`Patient?identifier=${number}`);
  const inUse = found.filter((patient) => patient['active'] !== false);
  expect(inUse.length).toBeLessThan(2);
  return inUse[0];
}

function subjectOf(resource: JsonObject | undefined): string | undefined {
  return stringAt(objectAt(resource ?? {}, 'subject') ?? {}, 'reference');
}

async function visit(number: string): Promise<Resource | undefined> {
  const found = await feeds.search(`Encounter?identifier=urn:hl7v2:OLZ:OLZ|${number}`);
  expect(found.length).toBeLessThan(2);
  return found[0];
}

const activities = async (of: string): Promise<(string | undefined)[]> =>
  (await feeds.search(`Provenance?target=${of}`)).map((provenance) =>
    stringAt(objectsAt(objectAt(provenance, 'activity') ?? {}, 'coding')[0] ?? {}, 'code'),
  );

describe('a merge', () => {
  test('of two known patients moves all to the one that stays, and says so', async () => {
    await add('a1 999900006');
    await admit('a2', 'va2');
    expect(
      await feeds.process('zis', msh('ADT^A40'), pid('a1 999900006'), mrg('a2')),
    ).toMatchObject(PROCESSED);
    const survivor = await patientOf('a1');
    expect((await patientOf('a2'))?.id).toBe(survivor?.id);
    expect(subjectOf(await visit('va2'))).toBe(`Patient/${survivor?.id ?? ''}`);
    expect(await activities(`Patient/${survivor?.id ?? ''}`)).toContain('merge');
  });

  test('again changes nothing', async () => {
    const before = await patientOf('a1');
    await feeds.process('zis', msh('ADT^A40'), pid('a1 999900006'), mrg('a2'));
    expect((await patientOf('a1'))?.meta?.['versionId']).toBe(before?.meta?.['versionId']);
  });

  test('leads the number of somebody unknown to the one that stays, now and later', async () => {
    await add('b1');
    await feeds.process('zis', msh('ADT^A40'), pid('b1'), mrg('b2'));
    await admit('b2', 'vb2');
    const survivor = await patientOf('b1');
    expect(subjectOf(await visit('vb2'))).toBe(`Patient/${survivor?.id ?? ''}`);
    expect(await patientOf('b2')).toMatchObject({ id: survivor?.id });
  });

  test('into a number that is not known keeps the patient, under the new number', async () => {
    await admit('c2', 'vc2');
    const before = await patientOf('c2');
    const message = await feeds.process('zis', msh('ADT^A40'), pid('c1'), mrg('c2'));
    expect(message).toMatchObject({ ...PROCESSED, outcome: { notes: ['number-changed'] } });
    const after = await patientOf('c1');
    expect(after?.id).toBe(before?.id);
    expect(objectsAt(after ?? {}, 'identifier')).toMatchObject([
      { use: 'old', value: 'c2' },
      { value: 'c1' },
    ]);
  });

  test('of two that nobody knows makes one patient with both numbers', async () => {
    await feeds.process('zis', msh('ADT^A40'), pid('d1'), mrg('d2'));
    expect((await patientOf('d1'))?.id).toBe((await patientOf('d2'))?.id);
  });

  test('of persons with different citizen service numbers waits', async () => {
    await add('e1 999900018');
    await add('e2 999900031');
    const message = await feeds.process('zis', msh('ADT^A40'), pid('e1 999900018'), mrg('e2'));
    expect(message).toMatchObject(WAITING);
    expect(objectsAt(message.outcome ?? {}, 'candidates')).toHaveLength(2);
    expect((await patientOf('e2'))?.id).not.toBe((await patientOf('e1'))?.id);
  });

  test('that corrects a citizen service number is one, and the wrong number leads nowhere', async () => {
    await add('999900043');
    const before = await patientOf('999900043');
    await feeds.process('zis', msh('ADT^A40'), pid('999900055'), mrg('999900043'));
    expect((await patientOf('999900055'))?.id).toBe(before?.id);
    expect(await patientOf('999900043')).toBeUndefined();
  });

  test('waits where the feed says so', async () => {
    await add('f1');
    await add('f2');
    expect(await feeds.process('careful', msh('ADT^A40'), pid('f1'), mrg('f2'))).toMatchObject(
      WAITING,
    );
    expect((await patientOf('f2'))?.id).not.toBe((await patientOf('f1'))?.id);
  });

  test.each(['A18', 'A30', 'A34', 'A36', 'A39'])(
    'by the older event %s is one too',
    async (event) => {
      await add(`g1${event}`);
      await add(`g2${event}`);
      await feeds.process('zis', msh(`ADT^${event}`), pid(`g1${event}`), mrg(`g2${event}`));
      expect((await patientOf(`g2${event}`))?.id).toBe((await patientOf(`g1${event}`))?.id);
    },
  );
});

test.each(['A46', 'A47', 'A48'])('%s gives a patient another number', async (event) => {
  await add(`h1${event}`);
  const before = await patientOf(`h1${event}`);
  await feeds.process('zis', msh(`ADT^${event}`), pid(`h2${event}`), mrg(`h1${event}`));
  expect((await patientOf(`h2${event}`))?.id).toBe(before?.id);
});

test('A47 between two known patients waits', async () => {
  await add('i1');
  await add('i2');
  expect(await feeds.process('zis', msh('ADT^A47'), pid('i1'), mrg('i2'))).toMatchObject(WAITING);
});

test('A24 links two patients, A37 takes that back', async () => {
  await add('j1');
  await add('j2', 'Dekker&&Dekker^Kind', '20200101');
  const both = [pid('j1'), pid('j2', 'Dekker&&Dekker^Kind', '20200101')];
  await feeds.process('zis', msh('ADT^A24'), ...both);
  const [one, other] = [await patientOf('j1'), await patientOf('j2')];
  const reference = `Patient/${other?.id ?? ''}`;
  expect(one).toMatchObject({ link: [{ other: { reference }, type: 'seealso' }] });
  expect(other).toMatchObject({ link: [{ type: 'seealso' }] });
  await feeds.process('zis', msh('ADT^A37'), ...both);
  expect(await patientOf('j1')).not.toHaveProperty('link');
  expect(await patientOf('j2')).not.toHaveProperty('link');
});

test('A24 with somebody unknown waits', async () => {
  await add('k1');
  expect(await feeds.process('zis', msh('ADT^A24'), pid('k1'), pid('k2'))).toMatchObject(WAITING);
});

describe('visits', () => {
  test('A42 joins two of them', async () => {
    await admit('l1', 'vl1');
    await admit('l1', 'vl2');
    const [first, second] = [await visit('vl1'), await visit('vl2')];
    await feeds.process('zis', msh('ADT^A42'), pid('l1'), mrg('l1', 'vl2'), pv1('vl1'));
    expect((await visit('vl2'))?.id).toBe(first?.id);
    const { body } = await feeds.server.send('GET', `/Encounter/${second?.id ?? ''}`);
    expect(body['status']).toBe('entered-in-error');
  });

  test.each(['A50', 'A51'])(
    '%s gives one another number, which leads to it with the old one',
    async (event) => {
      await admit('m1', `vm1${event}`);
      const before = await visit(`vm1${event}`);
      await feeds.process(
        'zis',
        msh(`ADT^${event}`),
        pid('m1'),
        mrg('m1', `vm1${event}`),
        pv1(`vm2${event}`),
      );
      expect((await visit(`vm2${event}`))?.id).toBe(before?.id);
      expect((await visit(`vm1${event}`))?.id).toBe(before?.id);
    },
  );

  test('A45 gives one to the right patient, with its results', async () => {
    await admit('n1', 'vn1');
    await add('n2', 'Ander&&Ander^Iemand', '19500101');
    await feeds.process(
      'zis',
      msh('ORU^R01'),
      pid('n1'),
      pv1('vn1'),
      'OBR|1|Pn|Fn|GLUC|||20260310||||||||||||||||||F',
      'OBX|1|NM|14749-6^Glucose^LN||5|mmol/L|||||F',
    );
    const moved = await feeds.process(
      'zis',
      msh('ADT^A45'),
      pid('n2', 'Ander&&Ander^Iemand', '19500101'),
      mrg('n1', 'vn1'),
      pv1('vn1'),
    );
    expect(moved).toMatchObject(PROCESSED);
    const right = `Patient/${(await patientOf('n2'))?.id ?? ''}`;
    expect(subjectOf(await visit('vn1'))).toBe(right);
    for (const type of ['DiagnosticReport', 'Observation']) {
      const found = await feeds.search(`${type}?subject=${right}`);
      expect(found).toHaveLength(1);
    }
  });

  test('A45 of a visit that is not of the patient it leaves waits', async () => {
    await admit('o1', 'vo1');
    await add('o2');
    await add('o3');
    const message = await feeds.process(
      'zis',
      msh('ADT^A45'),
      pid('o2'),
      mrg('o3', 'vo1'),
      pv1('vo1'),
    );
    expect(message).toMatchObject(WAITING);
  });
});

test.each(['A29', 'A23', 'A43', 'A44'])('%s waits for a person', async (event) => {
  await admit(`p1${event}`, `vp1${event}`);
  await add(`p2${event}`, 'Ander&&Ander^Iemand', '19500101');
  const more = event.includes('A4') ? [mrg(`p2${event}`)] : [];
  const message = await feeds.process(
    'zis',
    msh(`ADT^${event}`),
    pid(`p1${event}`),
    ...more,
    pv1(`vp1${event}`),
  );
  // What has no account is not about one.
  expect(message).toMatchObject(event === 'A44' ? PROCESSED : WAITING);
  expect(await patientOf(`p1${event}`)).toBeDefined();
});

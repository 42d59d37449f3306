import { SYSTEM_ACCESS } from '../../access/context.js';
import type { JsonObject } from '../../fhir/json.js';
import { startTestServer, type TestServer } from '../../testing/server.js';
import { mergePatients, type MergeResult } from './merge.js';
import { unmergePatients, type UnmergeResult } from './unmerge.js';

const BSN = 'http://fhir.nl/fhir/NamingSystem/bsn';
const HOSPITAL = 'urn:oid:2.16.528.1.1007.1';
const reason = { who: { display: 'ADT feed' } };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const tools = () => ({ ...server.core, access: SYSTEM_ACCESS });

function merge(survivor: string, retired: string): Promise<MergeResult> {
  return mergePatients(tools(), { survivor, retired, reason });
}

function unmerge(retired: string): Promise<UnmergeResult> {
  return unmergePatients(tools(), { retired, reason });
}

async function patient(number: string, bsn?: string): Promise<string> {
  const identifier = [
    { system: HOSPITAL, value: number },
    ...(bsn === undefined ? [] : [{ system: BSN, value: bsn }]),
  ];
  return (await server.create({ resourceType: 'Patient', active: true, identifier })).id;
}

async function observation(subject: string, more: JsonObject = {}): Promise<string> {
  const { id } = await server.create({
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'Glucose' },
    subject: { reference: `Patient/${subject}` },
    ...more,
  });
  return id;
}

async function read(reference: string): Promise<JsonObject> {
  return (await server.send('GET', `/${reference}`)).body;
}

async function idsOf(search: string): Promise<unknown[]> {
  const { body } = await server.send('GET', `/${search}`);
  return ((body['entry'] ?? []) as { resource: { id: string } }[]).map(
    ({ resource }) => resource.id,
  );
}

describe('a merge', () => {
  test('moves all that refers to the retired patient, and links the two', async () => {
    const [survivor, retired] = [await patient('m1'), await patient('m2')];
    const theirs = await observation(retired);
    const own = await observation(survivor);

    expect(await merge(survivor, retired)).toEqual({ survivor, moved: 1, changed: true });

    expect(await idsOf(`Observation?patient=${survivor}&_sort=_id`)).toEqual([theirs, own].sort());
    expect(await idsOf(`Observation?patient=${retired}`)).toEqual([]);
    expect(await read(`Patient/${retired}`)).toMatchObject({
      active: false,
      link: [{ other: { reference: `Patient/${survivor}` }, type: 'replaced-by' }],
    });
    expect(await read(`Patient/${survivor}`)).toMatchObject({
      active: true,
      link: [{ other: { reference: `Patient/${retired}` }, type: 'replaces' }],
      identifier: [{ value: 'm1' }, { value: 'm2', use: 'old' }],
    });
    expect(await idsOf(`Patient?identifier=${HOSPITAL}|m2`)).toEqual([survivor]);
  });

  test('is told by a Provenance with the versions before and after', async () => {
    const [survivor, retired] = [await patient('p1'), await patient('p2')];
    const moved = await observation(retired);
    await merge(survivor, retired);
    const { body } = await server.send('GET', `/Provenance?target=Observation/${moved}`);
    expect(body['entry']).toMatchObject([
      {
        resource: {
          activity: { coding: [{ code: 'merge' }] },
          agent: [{ who: { display: 'ADT feed' } }],
          target: expect.arrayContaining([
            { reference: `Observation/${moved}/_history/2` },
            { reference: `Patient/${retired}/_history/2` },
          ]) as unknown,
          entity: expect.arrayContaining([
            { role: 'revision', what: { reference: `Observation/${moved}/_history/1` } },
          ]) as unknown,
        },
      },
    ]);
  });

  test('leaves a BSN that the survivor has another of where it was', async () => {
    const [survivor, retired] = [
      await patient('b1', '999990019'),
      await patient('b2', '999990020'),
    ];
    await merge(survivor, retired);
    expect(await idsOf(`Patient?identifier=${BSN}|999990020`)).toEqual([retired]);
    expect(await idsOf(`Patient?identifier=${BSN}|999990019`)).toEqual([survivor]);
  });

  test('a second time changes nothing', async () => {
    const [survivor, retired] = [await patient('t1'), await patient('t2')];
    await merge(survivor, retired);
    expect(await merge(survivor, retired)).toEqual({ survivor, moved: 0, changed: false });
    expect(await read(`Patient/${survivor}`)).toMatchObject({ meta: { versionId: '2' } });
  });

  test('into a patient that was merged itself goes to who stands for it', async () => {
    const [a, b, c] = [await patient('c1'), await patient('c2'), await patient('c3')];
    await merge(b, a);
    const result = await observation(c);
    await merge(a, c);
    expect(await read(`Observation/${result}`)).toMatchObject({
      subject: { reference: `Patient/${b}` },
    });
  });

  test.each([
    ['itself', (a: string) => [a, a]],
    ['who was merged into it', (a: string, b: string) => [b, a]],
  ])('with %s is refused', async (_, pair) => {
    const [a, b] = [await patient('r1'), await patient('r2')];
    await merge(a, b);
    const [survivor = '', retired = ''] = pair(a, b);
    await expect(merge(survivor, retired)).rejects.toMatchObject({ kind: 'conflict' });
    expect(await read(`Patient/${a}`)).toMatchObject({ active: true });
  });

  test('of someone who was merged into somebody else is refused', async () => {
    const [a, b, c] = [await patient('s1'), await patient('s2'), await patient('s3')];
    await merge(a, b);
    await expect(merge(c, b)).rejects.toMatchObject({ kind: 'conflict' });
  });

  test('with nobody is refused', async () => {
    const a = await patient('n1');
    await expect(merge(a, 'nobody')).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('its undoing', () => {
  test('gives back what was moved, the numbers and the state', async () => {
    const [survivor, retired] = [await patient('u1'), await patient('u2', '999990019')];
    const theirs = await observation(retired);
    const own = await observation(survivor);
    await merge(survivor, retired);

    expect(await unmerge(retired)).toEqual({ survivor, moved: 1, undecided: [] });

    expect(await idsOf(`Observation?patient=${retired}`)).toEqual([theirs]);
    expect(await idsOf(`Observation?patient=${survivor}`)).toEqual([own]);
    const patients = [await read(`Patient/${survivor}`), await read(`Patient/${retired}`)];
    expect(patients).toMatchObject([
      { active: true, identifier: [{ value: 'u1' }] },
      { active: true, identifier: [{ value: 'u2' }, { value: '999990019' }] },
    ]);
    expect(patients.map((one) => one['link'])).toEqual([undefined, undefined]);
  });

  test('keeps what was changed since, and names what was written since', async () => {
    const [survivor, retired] = [await patient('k1'), await patient('k2')];
    const theirs = await observation(retired);
    await merge(survivor, retired);
    const merged = await read(`Observation/${theirs}`);
    await server.send('PUT', `/Observation/${theirs}`, { body: { ...merged, status: 'amended' } });
    const later = await observation(survivor);

    expect(await unmerge(retired)).toEqual({
      survivor,
      moved: 1,
      undecided: [`Observation/${later}`],
    });
    expect(await read(`Observation/${theirs}`)).toMatchObject({
      status: 'amended',
      subject: { reference: `Patient/${retired}` },
    });
    expect(await read(`Observation/${later}`)).toMatchObject({
      subject: { reference: `Patient/${survivor}` },
    });
  });

  test('tells two references of one resource apart', async () => {
    const [survivor, retired] = [await patient('d1'), await patient('d2')];
    const both = await observation(retired, { performer: [{ reference: `Patient/${survivor}` }] });
    await merge(survivor, retired);
    await unmerge(retired);
    expect(await read(`Observation/${both}`)).toMatchObject({
      subject: { reference: `Patient/${retired}` },
      performer: [{ reference: `Patient/${survivor}` }],
    });
  });

  test('can be followed by another merge', async () => {
    const [survivor, retired] = [await patient('f1'), await patient('f2')];
    const theirs = await observation(retired);
    await merge(survivor, retired);
    await unmerge(retired);
    await merge(survivor, retired);
    await unmerge(retired);
    expect(await idsOf(`Observation?patient=${retired}`)).toEqual([theirs]);
  });

  test('of what was not merged is refused', async () => {
    await expect(unmerge(await patient('x1'))).rejects.toMatchObject({ kind: 'conflict' });
  });
});

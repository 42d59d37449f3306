// https://hl7.org/fhir/R4/http.html#transaction
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { made, observation, post, sendBundle, uuid } from '../testing/bundles.js';
import { startTestServer, type Answer, type TestServer } from '../testing/server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server.stop();
});

const send = (entry: unknown[], headers: Record<string, string> = {}): Promise<Answer> =>
  sendBundle(server, 'transaction', entry, headers);

const readMade = async (answer: Answer, index: number) =>
  (await server.send('GET', `/${made(answer, index)}`)).body;

describe('references', () => {
  test('to entries are rewritten wherever they can stand', async () => {
    const answer = await send([
      post(uuid(1), { resourceType: 'Patient', active: true }),
      post('urn:oid:2.16.840.1', { resourceType: 'Practitioner', active: true }),
      post(
        uuid(2),
        observation(uuid(1), {
          performer: [{ reference: 'urn:oid:2.16.840.1' }],
          contained: [{ resourceType: 'Device', id: 'd', patient: { reference: uuid(1) } }],
          device: { reference: '#d' },
          extension: [
            { url: 'http://e/1', valueReference: { reference: uuid(1) } },
            { url: 'http://e/2', valueUri: uuid(1) },
            { url: 'http://e/3', valueCanonical: uuid(1) },
            { url: 'http://e/4', valueString: uuid(1) },
          ],
          _status: { extension: [{ url: 'http://e/5', valueReference: { reference: uuid(1) } }] },
          identifier: [{ system: 'urn:ietf:rfc:3986', value: uuid(1) }],
          text: {
            status: 'generated',
            div: `<div xmlns="http://www.w3.org/1999/xhtml"><a href="${uuid(1)}">p</a> ${uuid(1)}</div>`,
          },
        }),
      ),
    ]);
    expect(answer.status).toBe(200);
    const patient = made(answer, 0);
    expect(await readMade(answer, 2)).toMatchObject({
      subject: { reference: patient },
      performer: [{ reference: made(answer, 1) }],
      contained: [{ patient: { reference: patient } }],
      extension: [
        { valueReference: { reference: patient } },
        { valueUri: patient },
        { valueCanonical: uuid(1) },
        { valueString: uuid(1) },
      ],
      _status: { extension: [{ valueReference: { reference: patient } }] },
      identifier: [{ value: uuid(1) }],
      text: {
        div: `<div xmlns="http://www.w3.org/1999/xhtml"><a href="${patient}">p</a> ${uuid(1)}</div>`,
      },
    });
  });

  test('in a circle, to itself, and to an entry that comes later are fine', async () => {
    const answer = await send([
      post(uuid(1), observation(uuid(3), { hasMember: [{ reference: uuid(2) }] })),
      post(
        uuid(2),
        observation(uuid(3), { hasMember: [{ reference: uuid(1) }, { reference: uuid(2) }] }),
      ),
      post(uuid(3), {
        resourceType: 'Patient',
        link: [{ other: { reference: uuid(3) }, type: 'seealso' }],
      }),
    ]);
    expect(answer.status).toBe(200);
    expect(await readMade(answer, 1)).toMatchObject({
      hasMember: [{ reference: made(answer, 0) }, { reference: made(answer, 1) }],
    });
    expect(await readMade(answer, 2)).toMatchObject({
      link: [{ other: { reference: made(answer, 2) } }],
    });
  });

  test('relative to a fullUrl with a REST URL mean the entry with the same base', async () => {
    const answer = await send([
      post('http://other.example/fhir/Patient/7', { resourceType: 'Patient', active: true }),
      post('http://other.example/fhir/Observation/1', observation('Patient/7')),
      post('http://third.example/fhir/Observation/2', observation('Patient/7')),
      post(uuid(9), observation('http://other.example/fhir/Patient/7')),
    ]);
    const patient = made(answer, 0);
    expect(await readMade(answer, 1)).toMatchObject({ subject: { reference: patient } });
    expect(await readMade(answer, 2)).toMatchObject({ subject: { reference: 'Patient/7' } });
    expect(await readMade(answer, 3)).toMatchObject({ subject: { reference: patient } });
  });

  test('an http URL in a uri stays what it is', async () => {
    const url = 'http://example.org/fhir/ValueSet/1';
    const answer = await send([post(url, { resourceType: 'ValueSet', url, status: 'active' })]);
    expect(await readMade(answer, 0)).toMatchObject({ url });
  });

  test('keep the text of decimals in every entry', async () => {
    const quantity = '{"value":1.00,"unit":"g"}';
    const text = JSON.stringify({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        post(uuid(1), { resourceType: 'Patient', active: true }),
        post(uuid(2), observation(uuid(1), { valueQuantity: 'HERE' })),
      ],
    }).replace('"HERE"', quantity);
    const answer = await server.send('POST', '', { body: text });
    const stored = await server.send('GET', `/${made(answer, 1)}`);
    expect(stored.text).toContain(`"valueQuantity":${quantity}`);
  });
});

describe('conditional references', () => {
  const practitioner = (value: string) => ({
    resourceType: 'Practitioner',
    identifier: [{ system: 'http://agb', value }],
  });
  const reference = (value: string) => `Practitioner?identifier=http://agb|${value}`;

  test('are replaced by the one match, in the store or in the Bundle', async () => {
    const { id } = await server.create(practitioner('one'));
    const answer = await send([
      post(
        uuid(1),
        observation('Patient/x', {
          performer: [{ reference: reference('one') }, { reference: reference('two') }],
        }),
      ),
      post(uuid(2), practitioner('two')),
    ]);
    expect(answer.status).toBe(200);
    expect(await readMade(answer, 0)).toMatchObject({
      performer: [{ reference: `Practitioner/${id}` }, { reference: made(answer, 1) }],
    });
  });

  test.each([
    ['nothing', [], 'conflict'],
    ['more than one', ['many', 'many'], 'multiple-matches'],
  ])('that find %s fail the transaction', async (_, values, code) => {
    for (const value of values) await server.create(practitioner(value));
    const answer = await send([
      post(uuid(1), { resourceType: 'Patient', identifier: [{ value: `with-${code}` }] }),
      post(
        uuid(2),
        observation(uuid(1), { performer: [{ reference: reference(values[0] ?? 'none') }] }),
      ),
    ]);
    expect(answer.status).toBe(412);
    expect(answer.body).toMatchObject({
      issue: [{ code, expression: ['Bundle.entry[1].resource'] }],
    });
    const left = await server.send('GET', `/Patient?identifier=with-${code}`);
    expect(left.body['entry']).toBeUndefined();
  });

  test('work outside transactions too', async () => {
    const { id } = await server.create(practitioner('single'));
    const created = await server.create(
      observation('Patient/x', { performer: [{ reference: reference('single') }] }),
    );
    expect(created).toMatchObject({ performer: [{ reference: `Practitioner/${id}` }] });
  });
});

// http://nictiz.nl/fhir/OperationDefinition/mp-latest-stops and SearchParameter/is-latest-stop
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { objectsAt, stringAt, type JsonObject } from '../fhir/json.js';
import { createCallers } from '../testing/callers.js';
import { ANNA, BRAM, BSN_SYSTEM, pgo } from '../testing/medmij/world.js';
import { SILENT, startTestServer, type Answer, type TestServer } from '../testing/server.js';

const callers = createCallers();
let server: TestServer;
const NICTIZ = 'http://nictiz.nl/fhir/StructureDefinition/';

function block(
  id: string,
  facts: { type?: string; code?: string; mbh?: string; period: JsonObject; patient?: string },
): JsonObject {
  const {
    type = 'MedicationRequest',
    code = '33633005',
    mbh = 'x',
    period,
    patient = 'anna',
  } = facts;
  const category = { coding: [{ system: 'http://snomed.info/sct', code }] };
  return {
    resourceType: type,
    id,
    status: type === 'MedicationRequest' ? 'active' : 'completed',
    ...(type === 'MedicationRequest' ? { intent: 'order' } : {}),
    extension: [
      {
        url: `${NICTIZ}ext-PharmaceuticalTreatment.Identifier`,
        valueIdentifier: { system: 'http://mbh.example', value: mbh },
      },
      { url: `${NICTIZ}ext-TimeInterval.Period`, valuePeriod: period },
    ],
    category: type === 'MedicationRequest' ? [category] : category,
    medicationCodeableConcept: { text: 'pil' },
    subject: { reference: `Patient/${patient}` },
  };
}

const OVER = { start: '2020-01-01', end: '2020-02-01' };
const LATER = { start: '2021-01-01', end: '2021-02-01' };
const RUNNING = { start: '2022-01-01' };

beforeAll(async () => {
  server = await startTestServer({ VALIDATION: 'off' }, SILENT, callers);
  const patient = (id: string, value: string): JsonObject => ({
    resourceType: 'Patient',
    id,
    identifier: [{ system: BSN_SYSTEM, value }],
  });
  const all = [
    patient('anna', ANNA),
    patient('bram', BRAM),
    block('ma-old', { period: OVER }),
    block('ma-last', { period: LATER }),
    block('ma-other', { period: OVER, mbh: 'y' }),
    block('ma-now', { period: RUNNING, mbh: 'z' }),
    block('vv', { period: OVER, code: '52711000146108' }),
    block('ta-last', { type: 'MedicationDispense', code: '422037009', period: OVER }),
    block('bram-ma', { period: OVER, patient: 'bram' }),
  ];
  for (const body of all) {
    await server.send(
      'PUT',
      `/${stringAt(body, 'resourceType') ?? ''}/${stringAt(body, 'id') ?? ''}`,
      { body },
    );
  }
}, 120_000);

afterAll(async () => {
  await server.stop();
});

const names = ({ body }: Answer): string[] =>
  objectsAt(body, 'entry')
    .map(({ resource }) => stringAt(resource as JsonObject, 'id') ?? '')
    .sort();

const medication = callers.as(pgo({ services: ['medicatie-3.0'] }));
const PATIENT = `patient=${BSN_SYSTEM}|${ANNA}`;

describe('$latest-stops', () => {
  test.each([
    ['/MedicationRequest/$latest-stops', ['ma-last', 'ma-now', 'ma-other']],
    ['/MedicationDispense/$latest-stops', ['ta-last']],
    ['/$latest-stops', ['ma-last', 'ma-now', 'ma-other', 'ta-last']],
    ['/MedicationRequest/$latest-stops?mbh=http://mbh.example|y', ['ma-other']],
    ['/MedicationRequest/$latest-stops?category=http://snomed.info/sct|395067002', []],
    [
      '/MedicationRequest/$latest-stops?include-details=true',
      ['ma-last', 'ma-now', 'ma-old', 'ma-other'],
    ],
  ])('%s', async (path, expected) => {
    const mine = await server.send('GET', path, { headers: medication });
    expect([mine.status, names(mine)]).toEqual([200, expected]);
    const asked = `${path}${path.includes('?') ? '&' : '?'}${PATIENT}`;
    expect(names(await server.send('GET', asked))).toEqual(expected);
  });

  test('is called with Parameters', async () => {
    const body = {
      resourceType: 'Parameters',
      parameter: [
        { name: 'patient', valueIdentifier: { system: BSN_SYSTEM, value: ANNA } },
        { name: 'mbh', valueIdentifier: { system: 'http://mbh.example', value: 'x' } },
        {
          name: 'category',
          valueCodeableConcept: {
            coding: [{ system: 'http://snomed.info/sct', code: '33633005' }],
          },
        },
        { name: 'include-details', valueBoolean: true },
      ],
    };
    const answer = await server.send('POST', '/MedicationRequest/$latest-stops', { body });
    expect(names(answer)).toEqual(['ma-last', 'ma-old']);
    expect(answer.text).not.toContain(`|${ANNA}`);
  });

  test.each([
    ['/$latest-stops', 400],
    [`/$latest-stops?${PATIENT}&${PATIENT}`, 400],
    [`/$latest-stops?${PATIENT}&nonsense=1`, 400],
    [`/$latest-stops?${PATIENT}&include-details=maybe`, 400],
    [`/Observation/$latest-stops?${PATIENT}`, 404],
  ])('%s is refused', async (path, status) => {
    expect((await server.send('GET', path)).status).toBe(status);
  });

  test('of a token for something else is refused', async () => {
    const answer = await server.send('GET', '/$latest-stops', { headers: callers.as(pgo()) });
    expect(answer.status).toBe(403);
  });
});

describe('is-latest-stop', () => {
  const MA =
    '/MedicationRequest?category=http://snomed.info/sct|33633005&period-of-use=ge2022-01-01';

  test.each([
    [MA, ['ma-now']],
    [`${MA}&is-latest-stop=false`, ['ma-now']],
    [`${MA}&is-latest-stop=true`, ['ma-last', 'ma-now', 'ma-other']],
    [
      `${MA}&is-latest-stop=true&pharmaceutical-treatment-identifier=http://mbh.example|y`,
      ['ma-other'],
    ],
  ])('%s', async (path, expected) => {
    expect(names(await server.send('GET', path, { headers: medication }))).toEqual(expected);
  });

  test('finds nothing more without a period', async () => {
    const path = '/MedicationRequest?category=http://snomed.info/sct|33633005';
    const plain = names(await server.send('GET', path, { headers: medication }));
    const wide = await server.send('GET', `${path}&is-latest-stop=true`, { headers: medication });
    expect(names(wide)).toEqual(plain);
  });

  test('is true or false', async () => {
    expect((await server.send('GET', `${MA}&is-latest-stop=1`)).status).toBe(400);
    expect((await server.send('GET', '/Observation?is-latest-stop=true')).status).toBe(400);
  });

  test('and the operation are in the CapabilityStatement', async () => {
    const { text } = await server.send('GET', '/metadata');
    expect(text).toContain('"is-latest-stop"');
    expect(text).toContain('mp-latest-stops');
  });
});

// docs/medmij-services.md: what the access token of a PGO lets it see
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { objectsAt, stringAt, type JsonObject } from '../fhir/json.js';
import { createCallers } from '../testing/callers.js';
import { createMedmijWorld, pgo } from '../testing/medmij/world.js';
import { SILENT, startTestServer, type Answer, type TestServer } from '../testing/server.js';

const callers = createCallers();
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ VALIDATION: 'off' }, SILENT, callers);
  await createMedmijWorld(server);
}, 120_000);

afterAll(async () => {
  await server.stop();
});

const tokens = {
  vaccinations: pgo(),
  medication: pgo({ services: ['medicatie-3.0'] }),
  cio: pgo({ services: ['overgevoeligheden-2.0'] }),
  documents: pgo({ services: ['beelden-1.0'] }),
  nothing: pgo({ services: [] }),
  unknown: pgo({ services: ['gone'] }),
} as const;

function get(token: keyof typeof tokens, path: string): Promise<Answer> {
  return server.send('GET', path, { headers: callers.as(tokens[token]) });
}

async function found(token: keyof typeof tokens, path: string): Promise<unknown> {
  const { status, body } = await get(token, path);
  if (status !== 200) return status;
  return objectsAt(body, 'entry').map(({ resource }) => {
    const one = resource as JsonObject;
    return `${stringAt(one, 'resourceType') ?? ''}/${stringAt(one, 'id') ?? ''}`;
  });
}

describe('a search without a patient', () => {
  test.each([
    ['vaccinations', '/Immunization', ['Immunization/prik-anna']],
    ['medication', '/MedicationRequest', ['MedicationRequest/ma-anna']],
    [
      'medication',
      '/MedicationRequest?_include=MedicationRequest:reason&_include=MedicationRequest:medication',
      ['MedicationRequest/ma-anna', 'Condition/reden-anna', 'Medication/pill'],
    ],
    [
      'cio',
      '/Flag?_revinclude=Provenance:target&_include=Flag:patient',
      ['Flag/vlag-anna', 'Patient/anna', 'Provenance/herkomst-anna'],
    ],
    ['documents', '/DocumentReference?status=current', ['DocumentReference/brief-anna']],
  ] as const)('%s: %s', async (token, path, expected) => {
    expect(((await found(token, path)) as string[]).sort()).toEqual([...expected].sort());
  });
});

describe('another person', () => {
  test.each([
    '/Immunization?patient=Patient/bram',
    '/Immunization?patient=bram',
    '/Immunization?patient.identifier=http://fhir.nl/fhir/NamingSystem/bsn|999900481',
    '/Immunization?_id=prik-bram',
    '/Immunization?patient:not=anna',
    '/Immunization?_filter=patient eq Patient/bram',
    '/Immunization?_has:Provenance:target:_id=x',
  ])('is not found by %s', async (path) => {
    const answer = await get('vaccinations', path);
    expect(JSON.stringify(answer.body['entry'] ?? [])).not.toContain('bram');
    expect([200, 400]).toContain(answer.status);
  });

  test.each(['/Immunization/prik-bram', '/Patient/bram'])('is not there: %s', async (path) => {
    const theirs = await get('vaccinations', path);
    const absent = await get('vaccinations', path.replace('bram', 'niemand'));
    expect([theirs.status, theirs.text.replaceAll('bram', 'niemand')]).toEqual([404, absent.text]);
  });

  test('does not come along', async () => {
    const path = '/Immunization?_include=*&_revinclude=*';
    expect((await get('vaccinations', path)).text).not.toContain('bram');
  });
});

describe('what is of no service of the token', () => {
  test.each([
    ['vaccinations', 'GET', '/MedicationRequest'],
    ['vaccinations', 'GET', '/MedicationRequest/ma-anna'],
    ['vaccinations', 'GET', '/Patient'],
    ['vaccinations', 'GET', '/Organization?name=x'],
    ['vaccinations', 'GET', '/Condition/reden-anna'],
    ['vaccinations', 'GET', '/Immunization/prik-anna/_history'],
    ['vaccinations', 'GET', '/Immunization/prik-anna/_history/1'],
    ['vaccinations', 'GET', '/Immunization/_history'],
    ['vaccinations', 'GET', '/_history'],
    ['vaccinations', 'GET', '/?_type=Immunization'],
    ['vaccinations', 'GET', '/Patient/anna/Immunization'],
    ['vaccinations', 'GET', '/Patient/anna/$everything'],
    ['vaccinations', 'POST', '/Immunization'],
    ['vaccinations', 'PUT', '/Immunization/prik-anna'],
    ['vaccinations', 'DELETE', '/Immunization/prik-anna'],
    ['vaccinations', 'GET', '/StructureDefinition'],
    ['medication', 'GET', '/Immunization'],
    ['medication', 'GET', '/Condition'],
    ['documents', 'GET', '/Binary'],
    ['nothing', 'GET', '/Immunization'],
    ['nothing', 'GET', '/Patient/anna'],
    ['unknown', 'GET', '/Patient/anna'],
  ] as const)('%s: %s %s is refused', async (token, method, path) => {
    const body = { resourceType: 'Immunization', id: 'prik-anna', status: 'completed' };
    const answer = await server.send(method, path, {
      headers: callers.as(tokens[token]),
      ...(method === 'POST' || method === 'PUT' ? { body } : {}),
    });
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ resourceType: 'OperationOutcome' });
    expect(answer.headers.get('www-authenticate')).toContain('insufficient_scope');
  });

  test('is refused in a batch and a transaction too', async () => {
    for (const type of ['batch', 'transaction']) {
      const entry = [{ request: { method: 'GET', url: 'MedicationRequest/ma-anna' } }];
      const answer = await server.send('POST', '/', {
        headers: callers.as(tokens.vaccinations),
        body: { resourceType: 'Bundle', type, entry },
      });
      expect(answer.status).toBe(403);
    }
  });

  test.each([
    ['medication', '/MedicationRequest/zonder-anna'],
    ['medication', '/Condition/geheim-anna'],
    ['documents', '/Binary/pdf-bram'],
  ] as const)('%s: %s is not there', async (token, path) => {
    expect((await get(token, path)).status).toBe(404);
  });
});

describe('what resources of a service refer to', () => {
  test.each([
    ['vaccinations', '/Patient/anna'],
    ['vaccinations', '/Organization/ggd'],
    ['medication', '/Medication/pill'],
    ['medication', '/Condition/reden-anna'],
    ['cio', '/Provenance/herkomst-anna'],
    ['documents', '/Binary/pdf-anna'],
  ] as const)('%s: %s can be read', async (token, path) => {
    expect((await get(token, path)).status).toBe(200);
  });
});

test('everyone may know what the server can do', async () => {
  expect((await get('nothing', '/metadata')).status).toBe(200);
});

test.each(['GET', 'POST'])('a token outside of its header is refused: %s', async (method) => {
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const answer = await server.send(
    method,
    method === 'GET' ? '/Immunization?access_token=abc' : '/Immunization/_search',
    {
      headers: { ...callers.as(tokens.vaccinations), ...(method === 'GET' ? {} : form) },
      ...(method === 'GET' ? {} : { body: 'access_token=abc' }),
    },
  );
  expect(answer.status).toBe(400);
  expect(answer.headers.get('www-authenticate')).toContain('invalid_request');
});

describe('the content of an attachment', () => {
  const url = '/Binary/pdf-anna';
  const asked = (accept: string): Promise<Answer> =>
    server.send('GET', url, { headers: { ...callers.as(tokens.documents), Accept: accept } });

  test('comes in its own type', async () => {
    const answer = await asked('application/pdf');
    expect([answer.status, answer.headers.get('content-type'), answer.text]).toEqual([
      200,
      'application/pdf',
      '%PDF-1.4',
    ]);
  });

  test('comes as a resource', async () => {
    expect((await asked('application/fhir+json')).body).toMatchObject({ resourceType: 'Binary' });
    expect((await asked('application/fhir+xml')).text).toContain('<Binary');
  });

  test.each(['image/png', 'application/dicom+json'])('can not come as %s', async (accept) => {
    const answer = await asked(accept);
    expect([answer.status, answer.body['resourceType']]).toEqual([406, 'OperationOutcome']);
  });
});

/** People who sign in, their records and their apps, for tests of launches. */
import type { Resource } from '../../fhir/resource.js';
import type { App } from './app.js';
import type { AuthServer } from './server.js';

export interface Scene {
  /** A public client. */
  readonly app: App;
  readonly confidential: App;
}

/**
 * The patient jan (p1), his doctor dokter (d1), moeder, who is related to p2, nieuw, of whom there is no
 * record, and p3, whom nobody treats.
 */
export async function setScene(server: AuthServer): Promise<Scene> {
  const { core } = server;
  const put = async (resource: Resource): Promise<void> => {
    const key = { type: resource.resourceType, id: resource.id ?? '' };
    await core.run({ kind: 'update', key, resource }, { kind: 'system' });
  };
  await put({
    resourceType: 'Patient',
    id: 'p1',
    identifier: [{ system: 'http://fhir.nl/fhir/NamingSystem/bsn', value: '999910140' }],
    name: [{ use: 'official', text: 'Jan <b>Jansen</b>', family: 'Jansen', given: ['Jan'] }],
    birthDate: '1950-01-31',
    generalPractitioner: [{ reference: 'Practitioner/d1' }],
  });
  await put({
    resourceType: 'Patient',
    id: 'p2',
    name: [{ family: 'de Vries', given: ['Els'] }],
    generalPractitioner: [{ reference: 'Practitioner/d1' }],
  });
  await put({ resourceType: 'Patient', id: 'p3', name: [{ family: 'Onbekend' }] });
  await put({ resourceType: 'RelatedPerson', id: 'r1', patient: { reference: 'Patient/p2' } });
  await put({ resourceType: 'Practitioner', id: 'd1', name: [{ family: 'Dokter' }] });
  await server.user({
    username: 'jan',
    role: 'patient',
    fhirUser: 'Patient/p1',
    name: 'Jan Jansen',
  });
  await server.user({ username: 'moeder', role: 'patient', fhirUser: 'RelatedPerson/r1' });
  await server.user({ username: 'nieuw', role: 'patient' });
  await server.user({ username: 'dokter', role: 'practitioner', fhirUser: 'Practitioner/d1' });
  const app = await server.client({
    name: 'App & Co',
    type: 'public',
    redirectUris: ['https://app.example/cb?tenant=1'],
  });
  const confidential = await server.client({
    name: 'Portal',
    type: 'confidential-symmetric',
    redirectUris: ['https://portal.example/cb'],
  });
  return { app, confidential };
}

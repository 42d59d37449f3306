/** A server with a part of the demo data and its people, for the example apps. */
import { addDemoAccount } from '../../auth/administration/demo.js';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../../demo/demo-access.js';
import { demoBundles } from '../../demo/demo-data.js';
import { writeJson } from '../../formats/json/write.js';
import { startAuthServer, type AuthServer } from '../auth/server.js';

/**
 * The providers of care and the first patients of the demo data.
 * @param patients how many
 */
export async function startDemoServer(patients: number): Promise<AuthServer> {
  const server = await startAuthServer();
  const token = await server.token('system/*.cruds');
  for (const bundle of demoBundles().slice(0, 1 + patients)) {
    const { status, text } = await server.send('POST', '', {
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/fhir+json' },
      body: writeJson(bundle),
    });
    if (status !== 200) throw new Error(`The demo data was refused with ${status}: ${text}`);
  }
  for (const account of DEMO_ACCOUNTS) {
    await addDemoAccount(server.core.database, account, DEMO_PASSWORD);
  }
  return server;
}

/** Loads the demo data through the front door, as any client would. */
import { writeJson } from '../formats/json/write.js';
import { demoBundles } from '../demo/demo-data.js';
import type { Logger } from '../ports.js';
import { isEmptyDatabase } from '../storage/emptiness.js';

/** Posts the demo Bundles to the server when its database is empty. @param token that may do so */
export async function loadDemo(
  databaseUrl: string,
  { base, token }: { readonly base: string; readonly token: string | undefined },
  log: Logger,
): Promise<void> {
  if (!(await isEmptyDatabase(databaseUrl))) return;
  let resources = 0;
  for (const bundle of demoBundles()) {
    const response = await fetch(base, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/fhir+json',
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      },
      body: writeJson(bundle),
    });
    if (!response.ok) {
      throw new Error(
        `The demo data was refused with ${response.status}: ${await response.text()}`,
      );
    }
    resources += Array.isArray(bundle['entry']) ? bundle['entry'].length : 0;
  }
  log.info({ resources }, 'The demo data was loaded');
}

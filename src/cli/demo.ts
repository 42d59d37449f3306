/** Loads the demo data through the front doors, as any client and any hospital would. */
import { writeJson } from '../formats/json/write.js';
import { demoBundles } from '../demo/demo-data.js';
import type { Config } from '../config/load.js';
import type { Logger } from '../ports.js';
import { isEmptyDatabase } from '../storage/emptiness.js';
import { loadDemoMessages } from './demo-messages.js';
import { postToOwn } from './post-to-own.js';

export interface DemoTarget {
  readonly config: Config;
  readonly databaseUrl: string;
  /** Where the FHIR API is. */
  readonly base: string;
  /** May write it; undefined while AUTH is off. */
  readonly token: string | undefined;
}

/** Posts the demo Bundles and sends the demo messages to the server when its database is empty. */
export async function loadDemo(
  { config, databaseUrl, base, token }: DemoTarget,
  log: Logger,
): Promise<void> {
  if (!(await isEmptyDatabase(databaseUrl))) return;
  let resources = 0;
  for (const bundle of demoBundles()) {
    const headers = {
      'Content-Type': 'application/fhir+json',
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    };
    const { status, text } = await postToOwn(config, base, { headers, body: writeJson(bundle) });
    if (status >= 300) throw new Error(`The demo data was refused with ${status}: ${text}`);
    resources += Array.isArray(bundle['entry']) ? bundle['entry'].length : 0;
  }
  log.info({ resources }, 'The demo data was loaded');
  await loadDemoMessages(config, databaseUrl, log);
}

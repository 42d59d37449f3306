/** `npm run schema` writes `migrations/schema.snapshot.sql` from a database made for the purpose. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../config/process.js';
import { createLogger } from '../log.js';
import { startEmbedded } from '../storage/embedded/embedded.js';
import { migrate } from '../storage/migrate.js';
import { schemaSnapshot } from '../storage/schema-snapshot.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'vuurtoren-schema-'));
const embedded = await startEmbedded(folder, createLogger('warn'));
try {
  await migrate(embedded.url);
  const text = await schemaSnapshot(embedded.url);
  writeFileSync(path.join(ROOT, 'migrations', 'schema.snapshot.sql'), text);
} finally {
  await embedded.stop();
  rmSync(folder, { recursive: true, force: true });
}

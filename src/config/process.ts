/** The one place that looks at the process environment. */
import { fileURLToPath } from 'node:url';

/** The package's root, from `src/` as from `dist/`. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The public base URL, which the primary process tells its workers. */
export const WORKER_BASE = 'VUURTOREN_WORKER_BASE';

/** True below `npm start`, whose shell does not pass signals on. */
export function isStartedByNpm(): boolean {
  return process.env['npm_lifecycle_event'] === 'start';
}

export function processEnvironment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}

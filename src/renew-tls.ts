/** Takes new certificates into use while the server runs. */
import { statSync } from 'node:fs';
import { readTlsContext, type TlsFiles } from './config/tls.js';
import type { Logger } from './ports.js';
import type { HttpServer } from './rest/server.js';

/** How often the files are looked at. */
const PAUSE = 30_000;

/** Looks at the files now and then, while the server is open. */
export function renewTls(server: HttpServer, files: TlsFiles, log: Logger): void {
  const look = tlsRenewal(server, files, log);
  const timer = setInterval(look, PAUSE);
  timer.unref();
  server.once('close', () => {
    clearInterval(timer);
  });
}

/**
 * What reads the files again when one of them has changed since it last looked; connections that are
 * there keep what they began with. Files that are wrong are told in the log, and what is in use stays.
 */
export function tlsRenewal(server: HttpServer, files: TlsFiles, log: Logger): () => void {
  let seen = stampOf(files);
  return () => {
    const stamp = stampOf(files);
    if (stamp === seen || !('setSecureContext' in server)) return;
    seen = stamp;
    try {
      server.setSecureContext({ ...readTlsContext(files), minVersion: 'TLSv1.2' });
      log.info({}, 'New certificates of the HTTP listener are in use');
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown';
      log.error({ reason }, 'New certificates can not be used; those there are stay');
    }
  };
}

/** Changes when a file does. */
function stampOf(files: TlsFiles): string {
  return Object.values(files)
    .map((file: string | undefined) => {
      const stat = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false });
      return stat === undefined ? '' : `${stat.mtimeMs}-${stat.size}-${stat.ino}`;
    })
    .join(' ');
}

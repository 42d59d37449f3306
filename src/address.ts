/** Where this server can be reached. */
import { createServer } from 'node:http';

/**
 * `http://127.0.0.1:8080`, with brackets around an IPv6 address.
 * @param tls anything but undefined: the listener speaks TLS
 */
export function origin(
  { host, tls }: { readonly host: string; readonly tls: unknown },
  port: number,
): string {
  const scheme = tls === undefined ? 'http' : 'https';
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** The port itself, or for 0 one that nobody uses at the moment. */
export function definitePort(host: string, port: number): Promise<number> {
  if (port !== 0) return Promise.resolve(port);
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, host, () => {
      const address = probe.address();
      probe.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });
}

/** Posts to the server that this process has started, whatever its certificate is issued for. */
import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { connect, type TLSSocket } from 'node:tls';
import type { Config } from '../config/load.js';
import { readTlsContext } from '../config/tls.js';

export interface Posted {
  readonly status: number;
  readonly text: string;
}

interface Post {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * @param url of the listener on this machine
 * @throws when something else than the configured certificate answers there
 */
export async function postToOwn(
  { tls }: Pick<Config, 'tls'>,
  url: string,
  { headers, body }: Post,
): Promise<Posted> {
  if (tls === undefined) {
    const response = await fetch(url, { method: 'POST', headers, body });
    return { status: response.status, text: await response.text() };
  }
  const socket = await connectToOwn(new URL(url), readTlsContext(tls).cert);
  const sent = request(url.replace(/^https/, 'http'), {
    method: 'POST',
    headers: { ...headers, Connection: 'close' },
    createConnection: () => socket,
  });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') };
}

/**
 * The certificate names the public address, and may be of an authority that this machine does not
 * know; what matters is that it is ours.
 */
async function connectToOwn(url: URL, certificate: string): Promise<TLSSocket> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const socket = connect({ host, port: Number(url.port), rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  const shown = socket.getPeerX509Certificate();
  if (shown === undefined || digest(shown) !== digest(new X509Certificate(certificate))) {
    socket.destroy();
    throw new Error(
      'Another certificate than TLS_CERTIFICATE answers at the address of the server.',
    );
  }
  return socket;
}

function digest({ raw }: X509Certificate): string {
  return createHash('sha256').update(raw).digest('hex');
}

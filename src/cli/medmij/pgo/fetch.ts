/** HTTP as a PGO speaks it: with a certificate of its own where the provider asks for one. */
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';

export type Fetch = typeof fetch;

/** PEM. */
export interface PgoTls {
  /** Whom to trust in place of the authorities of the web. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** `fetch` itself when there is nothing to show or trust, for it can't be given certificates. */
export function createFetch(tls: PgoTls): Fetch {
  if (Object.values(tls).every((pem) => pem === undefined)) return fetch;
  return async (input, init) => {
    const request = new Request(input, init);
    const body = Buffer.from(await request.arrayBuffer());
    const answer = await send(request, body, tls);
    const headers = new Headers();
    for (const [name, value] of Object.entries(answer.headersDistinct)) {
      for (const one of value ?? []) headers.append(name, one);
    }
    const { statusCode: status = 502 } = answer;
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk as Buffer);
    const isEmpty = status === 204 || status === 304;
    return new Response(isEmpty ? null : Buffer.concat(chunks), { status, headers });
  };
}

/** Redirects are for the caller to follow, as those that use it do. */
function send(request: Request, body: Buffer, tls: PgoTls): Promise<IncomingMessage> {
  const url = new URL(request.url);
  const isPlain = url.protocol === 'http:';
  return new Promise((resolve, reject) => {
    const sent = (isPlain ? requestHttp : requestHttps)(url, {
      method: request.method,
      headers: Object.fromEntries(request.headers),
      signal: request.signal,
      ...(isPlain ? {} : { ...tls, minVersion: 'TLSv1.2' }),
    });
    sent.on('response', resolve);
    sent.on('error', reject);
    sent.end(body.length === 0 ? undefined : body);
  });
}

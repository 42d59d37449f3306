/** Gets the document of a list from where it is published, or from a file. */
import { open } from 'node:fs/promises';
import { request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { ListRefused } from './list-kind.js';
import { MAX_LIST_BYTES } from './parse.js';
import { isLoopbackUrl } from './values.js';

/** How the list service is spoken to; the texts are PEM. */
export interface ListTls {
  /** Whom to trust; undefined: the authorities of the web. */
  readonly authorities: string | undefined;
  /** What this server shows of itself, when it is asked. */
  readonly certificate: string | undefined;
  readonly key: string | undefined;
}

export type FetchedDocument =
  /** It is still the one with that ETag. */
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'document';
      readonly document: Uint8Array;
      readonly etag: string | undefined;
    };

/** Of one download, from the first byte asked to the last received. */
const TIMEOUT = 30_000;
const MAX_ETAG = 500;

/**
 * @param source an https URL, or the path of a file; http only on this machine
 * @param etag of the copy there is
 * @param stop ends a download that is under way
 * @throws ListRefused; its message tells nothing of what came
 */
export async function fetchList(
  source: string,
  etag: string | undefined,
  tls: ListTls,
  stop?: AbortSignal,
): Promise<FetchedDocument> {
  if (!isUrl(source)) return readDocument(source);
  const response = await get(source, { etag, tls, stop }).catch((error: unknown) => {
    if (error instanceof ListRefused) throw error;
    throw new ListRefused(`the list could not be fetched: ${codeOf(error)}`);
  });
  if (response.status === 304 && etag !== undefined) return { kind: 'unchanged' };
  if (response.status !== 200) {
    throw new ListRefused(`the list could not be fetched: status ${response.status}`);
  }
  return { kind: 'document', document: response.body, etag: usableEtag(response.etag) };
}

export function isUrl(source: string): boolean {
  return /^https?:\/\//i.test(source);
}

async function readDocument(file: string): Promise<FetchedDocument> {
  try {
    const handle = await open(file);
    try {
      const { size } = await handle.stat();
      if (size > MAX_LIST_BYTES) throw new ListRefused('the document is too large');
      return { kind: 'document', document: await handle.readFile(), etag: undefined };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof ListRefused) throw error;
    throw new ListRefused(`the file can not be read: ${codeOf(error)}`);
  }
}

/** Names such as ECONNREFUSED: what the network looks like is for the operator's log. */
function codeOf(error: unknown): string {
  const { code, name } = error as NodeJS.ErrnoException;
  return code ?? (name === 'TimeoutError' ? 'no answer in time' : 'unknown');
}

function usableEtag(etag: string | undefined): string | undefined {
  return etag !== undefined && etag.length <= MAX_ETAG ? etag : undefined;
}

interface GetOptions {
  readonly etag: string | undefined;
  readonly tls: ListTls;
  readonly stop: AbortSignal | undefined;
}

interface Response {
  readonly status: number;
  readonly etag: string | undefined;
  readonly body: Buffer;
}

/** Redirects are not followed: the lists say where they are, and nobody else does. */
function get(source: string, { etag, tls, stop }: GetOptions): Promise<Response> {
  const url = new URL(source);
  const isPlain = url.protocol === 'http:';
  if (isPlain && !isLoopbackUrl(source)) {
    return Promise.reject(new ListRefused('the address of the list is not https'));
  }
  return new Promise((resolve, reject) => {
    const sent = (isPlain ? requestHttp : requestHttps)(
      url,
      {
        headers: {
          Accept: 'application/xml, text/xml',
          ...(etag === undefined ? {} : { 'If-None-Match': etag }),
        },
        signal: AbortSignal.any([
          AbortSignal.timeout(TIMEOUT),
          ...(stop === undefined ? [] : [stop]),
        ]),
        agent: false,
        ...(isPlain ? {} : tlsOptions(tls)),
      },
      (response) => {
        collect(response, sent).then(resolve, reject);
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}

function tlsOptions({ authorities, certificate, key }: ListTls): object {
  return {
    minVersion: 'TLSv1.2',
    ...(authorities === undefined ? {} : { ca: authorities }),
    ...(certificate === undefined ? {} : { cert: certificate, key }),
  };
}

function collect(response: IncomingMessage, sent: ClientRequest): Promise<Response> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    response.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_LIST_BYTES) sent.destroy(new ListRefused('the document is too large'));
      else chunks.push(chunk);
    });
    response.on('end', () => {
      const { statusCode = 0, headers } = response;
      resolve({ status: statusCode, etag: headers.etag, body: Buffer.concat(chunks) });
    });
    response.on('error', reject);
  });
}

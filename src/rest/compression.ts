/** Compresses responses for clients that want it. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const gzipAsync = promisify(gzip);
const brotliAsync = promisify(brotliCompress);

/** Below this the headers cost more than is saved. */
const WORTH_IT = 1024;

export interface Encoded {
  readonly body: Buffer;
  readonly encoding: 'gzip' | 'br' | undefined;
}

/** @param accepted the Accept-Encoding header */
export async function compress(body: Buffer, accepted: string | undefined): Promise<Encoded> {
  const encoding = body.length < WORTH_IT ? undefined : chosenEncoding(accepted ?? '');
  switch (encoding) {
    case 'gzip':
      return { body: await gzipAsync(body, { level: 4 }), encoding };
    case 'br':
      return {
        body: await brotliAsync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
        encoding,
      };
    default:
      return { body, encoding: undefined };
  }
}

/** gzip first: at the same size it takes less time. */
function chosenEncoding(accepted: string): 'gzip' | 'br' | undefined {
  const qualities = new Map(
    accepted.split(',').map((part) => {
      const [name = '', parameter] = part.split(';', 2).map((text) => text.trim().toLowerCase());
      return [name, parameter?.startsWith('q=') === true ? Number(parameter.slice(2)) : 1];
    }),
  );
  const rest = qualities.get('*') ?? 0;
  const quality = (name: string): number => qualities.get(name) ?? rest;
  if (quality('gzip') > 0 && quality('gzip') >= quality('br')) return 'gzip';
  return quality('br') > 0 ? 'br' : undefined;
}

/** Reads a request body, within limits of size and time. */
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { FhirError } from '../fhir/errors.js';
import { header } from './exchange.js';
import type { RestSettings } from './settings.js';

/**
 * The bytes of the body, decompressed.
 * @throws FhirError `too-large`, `request-timeout`, `unsupported-media-type` (for an unknown
 * Content-Encoding) or `malformed` (when it can't be decompressed, or ends too early)
 */
export async function readBody(request: IncomingMessage, settings: RestSettings): Promise<Buffer> {
  if (isDeclaredTooLarge(request, settings)) throw tooLarge(settings);
  const source = decompressed(request);
  return collect(request, source, settings);
}

export function isDeclaredTooLarge(request: IncomingMessage, settings: RestSettings): boolean {
  return Number(header(request, 'content-length') ?? '0') > settings.maxBodyBytes;
}

function decompressed(request: IncomingMessage): Readable {
  const encoding = (header(request, 'content-encoding') ?? 'identity').trim().toLowerCase();
  switch (encoding) {
    case '':
    case 'identity':
      return request;
    case 'gzip':
    case 'x-gzip':
      return request.pipe(createGunzip());
    case 'deflate':
      return request.pipe(createInflate());
    case 'br':
      return request.pipe(createBrotliDecompress());
    default:
      throw new FhirError(
        'unsupported-media-type',
        'The Content-Encoding is none of gzip, deflate, br.',
      );
  }
}

function collect(
  request: IncomingMessage,
  source: Readable,
  settings: RestSettings,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const fail = (error: FhirError): void => {
      stop();
      if (source !== request) source.destroy();
      reject(error);
    };
    const onTime = (): void => {
      fail(new FhirError('request-timeout', 'The body did not arrive in time.'));
    };
    const whole = setTimeout(onTime, settings.bodyTimeout);
    const idle = setTimeout(onTime, settings.bodyIdleTimeout);
    const onData = (chunk: Buffer): void => {
      idle.refresh();
      size += chunk.length;
      if (size > settings.maxBodyBytes) fail(tooLarge(settings));
      else chunks.push(chunk);
    };
    const onEnd = (): void => {
      stop();
      resolve(
        chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, size),
      );
    };
    const onBroken = (): void => {
      fail(new FhirError('malformed', 'The body ended too early or can not be decompressed.'));
    };
    const stop = (): void => {
      clearTimeout(whole);
      clearTimeout(idle);
      source.off('data', onData).off('end', onEnd);
    };
    source.on('data', onData).on('end', onEnd).on('error', onBroken);
    request.on('close', () => {
      if (!request.complete) onBroken();
    });
  });
}

function tooLarge({ maxBodyBytes }: RestSettings): FhirError {
  return new FhirError('too-large', `The body is larger than ${maxBodyBytes} bytes.`);
}

/** Reads a message from a request, within limits of size, memory and time. */
import type { IncomingMessage } from 'node:http';
import { FhirError } from '../../fhir/errors.js';
import type { FeedLimits } from '../feed.js';
import type { MemoryBudget } from '../mllp/memory-budget.js';

export interface ReceivedBody {
  readonly content: Buffer;
  /** To be called when it is not needed any more. */
  release(): void;
}

/**
 * The bytes of the body.
 * @throws FhirError `too-large`, `request-timeout`, `malformed` for one that ends too early,
 * `unavailable` when there is no memory for it at the moment
 */
export function readMessage(
  request: IncomingMessage,
  limits: FeedLimits,
  budget: MemoryBudget,
): Promise<ReceivedBody> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const release = (): void => {
      budget.release(size);
      size = 0;
    };
    const fail = (error: FhirError): void => {
      stop();
      release();
      reject(error);
    };
    const onTime = (): void => {
      fail(new FhirError('request-timeout', 'The message did not arrive in time.'));
    };
    const whole = setTimeout(onTime, limits.frameTime);
    const idle = setTimeout(onTime, limits.frameIdle);
    const onData = (chunk: Buffer): void => {
      idle.refresh();
      if (size + chunk.length > limits.maxFrame) {
        const text = `The message is larger than ${limits.maxFrame} bytes.`;
        fail(new FhirError('too-large', text));
      } else if (budget.reserve(chunk.length)) {
        size += chunk.length;
        chunks.push(chunk);
      } else {
        const headers = { 'Retry-After': '2' };
        fail(new FhirError('unavailable', 'Too many large messages at a time.', { headers }));
      }
    };
    const onEnd = (): void => {
      stop();
      resolve({ content: Buffer.concat(chunks, size), release });
    };
    const onClose = (): void => {
      if (!request.complete) fail(new FhirError('malformed', 'The message was cut off.'));
    };
    const stop = (): void => {
      clearTimeout(whole);
      clearTimeout(idle);
      request.off('data', onData).off('end', onEnd).off('close', onClose);
    };
    request.on('data', onData).on('end', onEnd).on('close', onClose);
    request.on('error', () => undefined);
  });
}

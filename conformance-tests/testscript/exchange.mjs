/** One request and its response, as assertions look at them. */
import { Content, formatOf } from './content.mjs';

const TIMEOUT = 60_000;
const MAX_BODY = 64 * 1024 * 1024;

/**
 * @param {{method: string, url: string, headers: [string, string][], body?: string}} request
 * @returns {Promise<object>} `{ request, response }`, each with `headers` and `content`
 * @throws when there is no answer in a minute, or one of more than 64 MiB
 */
export async function exchange({ method, url, headers, body }) {
  const sent = new Headers(headers);
  const started = performance.now();
  const answer = await fetch(url, {
    method,
    headers: sent,
    ...(body === undefined ? {} : { body }),
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT),
  });
  const text = await boundedText(answer);
  return {
    request: { method, url, headers: sent, content: bodyOf(body ?? '', sent) },
    response: {
      status: answer.status,
      headers: answer.headers,
      content: bodyOf(text, answer.headers),
    },
    milliseconds: performance.now() - started,
  };
}

function bodyOf(text, headers) {
  return new Content(text, formatOf(text, headers.get('content-type')));
}

async function boundedText(answer) {
  const chunks = [];
  let length = 0;
  for await (const chunk of answer.body ?? []) {
    length += chunk.length;
    if (length > MAX_BODY) throw new Error('The response has more than 64 MiB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** @returns {{type: string, id: string, version?: string} | undefined} of what a server answered with */
export function targetOfExchange({ response }) {
  const location =
    response.headers.get('location') ?? response.headers.get('content-location') ?? '';
  const [, type, id, version] =
    /(?:^|\/)([A-Z]\w+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/([^/]+))?$/.exec(location) ?? [];
  if (response.content.hasResource) {
    const { resource } = response.content;
    const isOutcome = resource.resourceType === 'OperationOutcome' && type !== undefined;
    if (!isOutcome && resource.id !== undefined) return targetOfResource(resource);
  }
  return type === undefined ? undefined : { type, id, version };
}

/** @returns {{type: string, id?: string, version?: string}} */
export function targetOfResource({ resourceType, id, meta }) {
  return { type: resourceType, id, version: meta?.versionId };
}

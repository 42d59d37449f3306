/** Bundles to send, and what comes back for them. */
import { randomUUID } from 'node:crypto';
import * as expect from './expect.mjs';

export const newUrl = () => `urn:uuid:${randomUUID()}`;

export const post = (resource, { fullUrl = newUrl(), ...request } = {}) => ({
  fullUrl,
  resource,
  request: { method: 'POST', url: resource.resourceType, ...request },
});

export const put = (resource, request = {}) => ({
  resource,
  request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}`, ...request },
});

export const get = (url) => ({ request: { method: 'GET', url } });

export const remove = (url) => ({ request: { method: 'DELETE', url } });

/** Sends a batch or transaction and remembers what it made. */
export async function send(server, type, entry) {
  const answer = await server.send('POST', '', {
    body: { resourceType: 'Bundle', type, entry },
  });
  for (const { response } of answer.body?.entry ?? []) server.remember(response?.location ?? '');
  return answer;
}

/** The entries of the answer to a Bundle that must succeed as a whole. */
export async function entries(server, type, entry) {
  const answer = await send(server, type, entry);
  expect.status(answer, 200);
  expect.contains(answer.body, { resourceType: 'Bundle', type: `${type}-response` }, 'Bundle');
  expect.equal(answer.body.entry?.length ?? 0, entry.length, 'number of entries');
  return answer.body.entry;
}

/** `Type/id` of what an entry made. */
export function made({ response }) {
  const [, name] =
    /([A-Z]\w+\/[A-Za-z0-9\-.]+)(?:\/_history\/.*)?$/.exec(response?.location ?? '') ?? [];
  if (name === undefined) expect.fail('an entry that made something has no response.location');
  return name;
}

/** 201 for `201 Created`. */
export const statusOf = ({ response }) => Number.parseInt(response?.status ?? '', 10);

/** The resource in force. */
export async function read(server, name) {
  const answer = await server.send('GET', `/${name}`);
  expect.status(answer, 200);
  return answer.body;
}

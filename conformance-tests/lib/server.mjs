/** The server under test: requests to it, and the traces that are left on it. */
import { randomUUID } from 'node:crypto';
import { Client } from 'fhir-kit-client';
import * as expect from './expect.mjs';

const JSON_TYPE = 'application/fhir+json';
const TIMEOUT = 60_000;

/** @throws when there is no FHIR server */
export async function connect({ base, token }) {
  const server = new Server(base, token);
  let answer;
  try {
    answer = await server.send('GET', '/metadata');
  } catch (error) {
    throw new Error(`${base} does not answer: ${error.cause?.message ?? error.message}`);
  }
  if (answer.body?.resourceType !== 'CapabilityStatement') {
    throw new Error(`${base}/metadata answers ${answer.status}, not with a CapabilityStatement.`);
  }
  server.statement = answer.body;
  return server;
}

export class Server {
  /** What every identifier of this run has in it. */
  run = randomUUID();
  statement;
  #names = 0;
  #made = [];

  constructor(base, token) {
    this.base = base;
    this.headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    /** For what a usual client does; `send` is for what it would not let through. */
    this.client = new Client({
      baseUrl: base,
      ...(token === undefined ? {} : { bearerToken: token }),
    });
  }

  /** Any request, just as it stands. `body` may be text, bytes, or an object, which becomes JSON. */
  async send(method, path, { headers = {}, body } = {}) {
    const isRaw = typeof body === 'string' || body instanceof Uint8Array;
    const url = new URL(path.startsWith('http') ? path : this.base + path);
    const isOwn = url.origin === new URL(this.base).origin;
    const response = await fetch(url, {
      method,
      headers: {
        Accept: JSON_TYPE,
        ...(body === undefined ? {} : { 'Content-Type': JSON_TYPE }),
        // A link may lead elsewhere; the token stays here.
        ...(isOwn ? this.headers : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isRaw ? body : JSON.stringify(body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const text = await response.text();
    this.remember(response.headers.get('location'));
    return {
      request: `${method} ${path}`,
      status: response.status,
      headers: response.headers,
      text,
      body: parsed(text),
    };
  }

  /** A new resource as the server answers it. */
  async create(resource, headers = {}) {
    const answer = await this.send('POST', `/${resource.resourceType}`, {
      body: resource,
      headers: { Prefer: 'return=representation', ...headers },
    });
    expect.status(answer, 201);
    this.remember(`${resource.resourceType}/${answer.body?.id}`);
    return answer.body;
  }

  /** An identifier that nothing else has. */
  identifier() {
    this.#names += 1;
    return { system: 'http://conformance.example/identifier', value: `${this.run}-${this.#names}` };
  }

  /** A Patient that nothing else is like. */
  patient(extra = {}) {
    return {
      resourceType: 'Patient',
      identifier: [this.identifier()],
      active: true,
      name: [{ family: 'Proefpersoon', given: ['Anna'] }],
      ...extra,
    };
  }

  /** An Observation about somebody. */
  observation(subject, extra = {}) {
    return {
      resourceType: 'Observation',
      identifier: [this.identifier()],
      status: 'final',
      code: { text: 'conformance' },
      ...(subject === undefined ? {} : { subject: { reference: subject } }),
      ...extra,
    };
  }

  /** Criteria that find what has this identifier. */
  criteria({ system, value }) {
    return `identifier=${encodeURIComponent(`${system}|${value}`)}`;
  }

  /** Remembers what the server made, for `cleanUp`: `Type/id`, or a URL that ends in it. */
  remember(location) {
    const [, name] =
      /(?:^|\/)([A-Z]\w+\/[A-Za-z0-9\-.]{1,64})(?:\/_history\/.*)?$/.exec(location ?? '') ?? [];
    if (name !== undefined) this.#made.push(name);
  }

  /** Deletes all that was made, what was made last first; what is held by references together. */
  async cleanUp() {
    const held = [];
    for (const name of [...new Set(this.#made.splice(0))].reverse()) {
      const { status } = await this.send('DELETE', `/${name}`);
      if (status === 409) held.push(name);
    }
    if (held.length === 0) return;
    const entry = held.map((url) => ({ request: { method: 'DELETE', url } }));
    await this.send('POST', '', { body: { resourceType: 'Bundle', type: 'transaction', entry } });
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The whole server in this process, on a database of its own, spoken to over HTTP. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Medmij, MedmijNetwork } from '../auth/medmij/medmij.js';
import { composeAuth } from '../compose-auth.js';
import { composeCore, composeHttp, type Core, type HttpDoorOptions } from '../compose.js';
import { openHl7Door } from '../compose-hl7.js';
import { loadConfig } from '../config/load.js';
import { isObject, type JsonObject } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import type { Logger } from '../ports.js';
import { createTestDatabase } from './database.js';
import { SILENT } from './silent.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; an empty object when it is none. */
  readonly body: JsonObject & { resourceType?: string; id?: string };
}

export interface SendOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** A string or bytes are sent as they are, anything else as JSON. */
  readonly body?: unknown;
}

export interface TestServer {
  readonly base: string;
  /** Where the server listens, without a path. */
  readonly origin: string;
  readonly core: Core;
  readonly databaseUrl: string;
  /** Ports of HL7 v2 feeds by name: those whose files say port 0, for MLLP_PORT is off by default. */
  readonly hl7Ports: ReadonlyMap<string, number>;
  /** Undefined when no care provider takes part in it. */
  readonly medmij: Medmij | undefined;
  send(method: string, path: string, options?: SendOptions): Promise<Answer>;
  /** Creates the resource and gives what the server answered. @throws unless it was created */
  create(resource: JsonObject & { resourceType: string }): Promise<Resource & { id: string }>;
  stop(): Promise<void>;
}

export { SILENT };

export interface TestServerOptions extends HttpDoorOptions {
  /** Lists and certificates of MedMij in place of those of the settings. */
  readonly medmij?: MedmijNetwork;
}

/**
 * @param environment settings in place of the defaults
 * @param options such as who sends requests: see `callers.ts`
 */
export async function startTestServer(
  environment: Readonly<Record<string, string>> = {},
  log: Logger = SILENT,
  { medmij, ...options }: TestServerOptions = {},
): Promise<TestServer> {
  const database = await createTestDatabase();
  const config = loadConfig(
    { DATABASE_URL: database.url, AUTH: 'off', MLLP_PORT: 'off', ...environment },
    '/tmp',
  );
  // The base must be known before the server listens: any that the tests agree on will do.
  const base = config.baseUrl ?? 'http://fhir.example/fhir';
  const core = await composeCore({ config, databaseUrl: database.url, base }, log);
  const auth = await composeAuth(core, config, log, medmij);
  const { server, metrics, receiveHl7 } = composeHttp(core, config, log, { auth, ...options });
  const hl7 = await openHl7Door({ ...core, config, databaseUrl: database.url, log, metrics });
  receiveHl7(hl7.reception);
  server.listen(environment['PORT'] === undefined ? 0 : config.port, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send = (method: string, path: string, options: SendOptions = {}): Promise<Answer> =>
    sendTo(`${origin}/fhir${path}`, method, options);
  return {
    base,
    origin,
    core,
    databaseUrl: database.url,
    hl7Ports: hl7.ports,
    medmij: auth?.medmij,
    send,
    async create(resource) {
      const answer = await send('POST', `/${resource.resourceType}`, { body: resource });
      if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
      return answer.body as Resource & { id: string };
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await hl7.close();
      await auth?.close();
      await core.close();
      await database.drop();
    },
  };
}

async function sendTo(url: string, method: string, options: SendOptions): Promise<Answer> {
  const { body } = options;
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  const response = await fetch(url, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'Content-Type': 'application/fhir+json' }),
      ...options.headers,
    },
    ...(body === undefined ? {} : { body: isRaw ? (body as string) : JSON.stringify(body) }),
    redirect: 'manual',
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: asObject(text) };
}

function asObject(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

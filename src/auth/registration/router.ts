/**
 * Clients that register themselves and manage their registration, where the operator allows it.
 * https://www.rfc-editor.org/rfc/rfc7591 and https://www.rfc-editor.org/rfc/rfc7592
 *
 * oidc-provider has this too, but it gives secrets back as they are stored, which here is as hashes.
 */
import { randomUUID } from 'node:crypto';
import express, {
  Router,
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import type { ScopeVocabulary } from '../../access/scopes.js';
import { isObject, type JsonObject } from '../../fhir/json.js';
import type { Logger } from '../../ports.js';
import {
  findClient,
  removeClient,
  revokeClient,
  saveClient,
  type StoredClient,
} from '../../storage/auth/clients.js';
import type { Database } from '../../storage/database.js';
import { blockedUntil, tryOnce, type Patience } from '../../storage/auth/failures.js';
import { findRegistration, saveRegistration } from '../../storage/auth/registrations.js';
import { REGISTRATION_PATH } from '../provider/parts.js';
import { hashOf, isSame, randomSecret } from '../secrets.js';
import type { AuthSettings } from '../settings.js';
import {
  InvalidMetadata,
  invalidMetadata,
  printMetadata,
  readMetadata,
  UNSAID,
  type RegistrationRules,
} from './metadata.js';

export interface RegistrationParts {
  readonly settings: AuthSettings;
  readonly database: Database;
  readonly vocabulary: ScopeVocabulary;
  readonly log: Logger;
}

/** A refusal in the form of https://www.rfc-editor.org/rfc/rfc6750#section-3.1 */
class Refused extends Error {
  readonly status: 401 | 403 | 429;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    {
      status,
      code,
      headers = {},
    }: Pick<Refused, 'status' | 'code'> & Partial<Pick<Refused, 'headers'>>,
    message: string,
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

type Handler = (parts: RegistrationParts, request: Request, response: Response) => Promise<void>;

const readJson: RequestHandler = express.json({ limit: '64kb', type: ['json', '+json'] });

export function registrationRouter(parts: RegistrationParts): Router {
  const router = Router();
  const handle = (handler: Handler): RequestHandler => {
    return async (request, response) => {
      response.set({ 'Cache-Control': 'no-store', Pragma: 'no-cache' });
      await handler(parts, request, response);
    };
  };
  const one = `${REGISTRATION_PATH}/:id`;
  router.post(REGISTRATION_PATH, readJson, handle(register));
  router.get(one, handle(read));
  router.put(one, readJson, handle(update));
  router.delete(one, handle(remove));
  router.use(REGISTRATION_PATH, refuse);
  return router;
}

/** Registrations an hour before pauses set in: from one place, and in all. */
const FROM_ONE_PLACE: Patience = { free: 20, pause: 60, longestPause: 3600, memory: 3600 };
const IN_ALL: Patience = { free: 500, pause: 60, longestPause: 3600, memory: 3600 };

/** https://www.rfc-editor.org/rfc/rfc7591#section-3 */
async function register(
  parts: RegistrationParts,
  request: Request,
  response: Response,
): Promise<void> {
  const { database, log } = parts;
  await countAttempt(database, request);
  const part = readMetadata(bodyOf(request), rulesOf(parts));
  const secret = part.type === 'confidential-symmetric' ? randomSecret() : undefined;
  const token = randomSecret();
  const client: StoredClient = {
    ...UNSAID,
    ...part,
    id: randomUUID(),
    secretHash: secret === undefined ? undefined : hashOf(secret),
  };
  const { created } = await database.inTransaction(async (session) => {
    await saveClient(session, client);
    return saveRegistration(session, client.id, hashOf(token));
  });
  log.info({ client: client.id }, 'A client registered itself');
  response.status(201).json(information(parts, client, { token, created, secret }));
}

async function countAttempt(database: Database, { headers }: Request): Promise<void> {
  const place = hashOf(`registration from ${headers['x-forwarded-for']?.toString() ?? ''}`);
  const all = hashOf('registrations');
  if ((await tryOnce(database, place, FROM_ONE_PLACE)) && (await tryOnce(database, all, IN_ALL))) {
    return;
  }
  const until = (await blockedUntil(database, [place, all]))?.getTime() ?? Date.now();
  const seconds = Math.max(1, Math.ceil((until - Date.now()) / 1000));
  throw new Refused(
    { status: 429, code: 'slow_down', headers: { 'Retry-After': String(seconds) } },
    'There were too many registrations.',
  );
}

interface Told {
  readonly token: string;
  readonly created: Date;
  /** Once: only its hash is kept. */
  readonly secret?: string | undefined;
}

/** https://www.rfc-editor.org/rfc/rfc7591#section-3.2.1 */
function information(
  { settings }: RegistrationParts,
  client: StoredClient,
  { token, created, secret }: Told,
): JsonObject {
  return {
    client_id: client.id,
    client_id_issued_at: Math.floor(created.getTime() / 1000),
    ...(secret === undefined ? {} : { client_secret: secret }),
    ...(client.secretHash === undefined ? {} : { client_secret_expires_at: 0 }),
    registration_access_token: token,
    registration_client_uri: `${settings.issuer}${REGISTRATION_PATH}/${client.id}`,
    ...printMetadata(client),
  };
}

function rulesOf({ settings, vocabulary }: RegistrationParts): RegistrationRules {
  const { privateHosts, registrationScope = '' } = settings;
  return { vocabulary, privateHosts, scope: registrationScope };
}

function bodyOf({ body }: Request): JsonObject {
  if (isObject(body)) return body;
  throw new InvalidMetadata('invalid_client_metadata', 'Client metadata is a JSON object.');
}

interface Managed extends Told {
  readonly client: StoredClient;
}

/** The client whose registration access token the request has. @throws Refused, alike whatever is wrong */
async function managed({ database }: RegistrationParts, request: Request): Promise<Managed> {
  const id = String(request.params['id']);
  const token =
    /^Bearer +([\w.~+/-]{1,512}=*)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const registration = await findRegistration(database, id);
  const isRight = isSame(hashOf(token), registration?.tokenHash ?? Buffer.alloc(0));
  const client = isRight ? await findClient(database, id) : undefined;
  if (registration !== undefined && client?.enabled === true) {
    return { client, token, created: registration.created };
  }
  throw new Refused(
    {
      status: 401,
      code: 'invalid_token',
      headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
    },
    'The registration access token is not one of this client.',
  );
}

/** https://www.rfc-editor.org/rfc/rfc7592#section-2.1 */
async function read(parts: RegistrationParts, request: Request, response: Response): Promise<void> {
  const found = await managed(parts, request);
  response.json(information(parts, found.client, found));
}

const NOT_TO_SEND = [
  'registration_access_token',
  'registration_client_uri',
  'client_secret_expires_at',
  'client_id_issued_at',
];

/**
 * Takes the place of what was registered. What people granted to the client as it was ends.
 * https://www.rfc-editor.org/rfc/rfc7592#section-2.2
 */
async function update(
  parts: RegistrationParts,
  request: Request,
  response: Response,
): Promise<void> {
  const found = await managed(parts, request);
  const { client } = found;
  if (client.skipsConsent || client.introspects) {
    throw new Refused(
      { status: 403, code: 'access_denied' },
      'The operator trusts this client as it is; only the operator can change it.',
    );
  }
  const body = bodyOf(request);
  checkIdentity(body, client);
  const part = readMetadata(body, rulesOf(parts));
  if (part.type !== client.type) {
    throw new InvalidMetadata('invalid_client_metadata', 'The kind of a client does not change.');
  }
  const changed = { ...client, ...part };
  await parts.database.inTransaction(async (session) => {
    await saveClient(session, changed);
    await revokeClient(session, client.id);
  });
  response.json(information(parts, changed, found));
}

function checkIdentity(body: JsonObject, { id, secretHash }: StoredClient): void {
  const wrong = NOT_TO_SEND.find((name) => body[name] !== undefined);
  const { client_secret: secret } = body;
  const isSecretRight =
    secret === undefined ||
    (typeof secret === 'string' && isSame(hashOf(secret), secretHash ?? Buffer.alloc(0)));
  if (wrong !== undefined) throw invalidMetadata(`${wrong} is not for the client to say.`);
  if (body['client_id'] !== id) throw invalidMetadata('client_id is not that of this client.');
  if (!isSecretRight) throw invalidMetadata('client_secret is not that of this client.');
}

/** With all that was granted to it: https://www.rfc-editor.org/rfc/rfc7592#section-2.3 */
async function remove(
  parts: RegistrationParts,
  request: Request,
  response: Response,
): Promise<void> {
  const { client } = await managed(parts, request);
  await removeClient(parts.database, client.id);
  parts.log.info({ client: client.id }, 'A client removed its registration');
  response.status(204).end();
}

const refuse: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  response.set({ 'Cache-Control': 'no-store', Pragma: 'no-cache' });
  if (error instanceof InvalidMetadata) {
    response.status(400).json({ error: error.code, error_description: error.message });
  } else if (error instanceof Refused) {
    const { status, code, headers, message } = error;
    response.status(status).set(headers).json({ error: code, error_description: message });
  } else if (isObject(error) && error['type'] === 'entity.parse.failed') {
    const error_description = 'The request is not JSON.';
    response.status(400).json({ error: 'invalid_client_metadata', error_description });
  } else next(error);
};

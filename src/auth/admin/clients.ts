/** `/admin/clients`: https://datatracker.ietf.org/doc/html/rfc7591#section-2 has the names that fit */
import { Router } from 'express';
import type { Database } from '../../storage/database.js';
import { findClient, listClients, removeClient } from '../../storage/auth/clients.js';
import type { ClientRules } from '../administration/client-checks.js';
import {
  addClient,
  changeClient,
  clientSummary,
  renewSecret,
  type ClientInput,
  type Registered,
} from '../administration/clients.js';
import { bodyOf, notThere, pathPart, route } from './route.js';

const TEXT = { type: 'string', maxLength: 4000 } as const;
const TEXTS = { type: 'array', maxItems: 100, items: TEXT } as const;
const NUMBER = { type: 'integer' } as const;
const FLAG = { type: 'boolean' } as const;

const readClient = bodyOf<ClientBody>({
  type: 'object',
  additionalProperties: false,
  properties: {
    client_id: TEXT,
    name: TEXT,
    type: TEXT,
    redirect_uris: TEXTS,
    origins: TEXTS,
    launch_uri: TEXT,
    scope: { type: 'string', maxLength: 20_000 },
    jwks: { type: 'object', required: ['keys'] },
    jwks_uri: TEXT,
    access_token_seconds: NUMBER,
    refresh_token_seconds: NUMBER,
    rate_limit: NUMBER,
    ip_ranges: TEXTS,
    skips_consent: FLAG,
    introspects: FLAG,
    enabled: FLAG,
  },
});

interface ClientBody {
  readonly client_id?: string;
  readonly name?: string;
  readonly type?: string;
  readonly redirect_uris?: readonly string[];
  readonly origins?: readonly string[];
  readonly launch_uri?: string;
  readonly scope?: string;
  readonly jwks?: unknown;
  readonly jwks_uri?: string;
  readonly access_token_seconds?: number;
  readonly refresh_token_seconds?: number;
  readonly rate_limit?: number;
  readonly ip_ranges?: readonly string[];
  readonly skips_consent?: boolean;
  readonly introspects?: boolean;
  readonly enabled?: boolean;
}

function inputOf(body: ClientBody): ClientInput {
  return {
    id: body.client_id,
    name: body.name,
    type: body.type,
    redirectUris: body.redirect_uris,
    origins: body.origins,
    launchUri: body.launch_uri,
    scope: body.scope,
    jwks: body.jwks,
    jwksUri: body.jwks_uri,
    accessTokenSeconds: body.access_token_seconds,
    refreshTokenSeconds: body.refresh_token_seconds,
    rateLimit: body.rate_limit,
    ipRanges: body.ip_ranges,
    skipsConsent: body.skips_consent,
    introspects: body.introspects,
    enabled: body.enabled,
  };
}

export function clientsRouter(database: Database, rules: ClientRules): Router {
  const router = Router();
  const existing = async (id: string): Promise<Record<string, unknown>> => {
    const client = await findClient(database, id);
    if (client === undefined || client.type === 'internal') throw notThere('client');
    return clientSummary(client);
  };
  router.get(
    '/',
    route(async () => ({ clients: (await listClients(database)).map(clientSummary) })),
  );
  router.post(
    '/',
    route(async (request) => {
      return withSecret(await addClient(database, inputOf(readClient(request)), rules));
    }, 201),
  );
  router.get(
    '/:id',
    route((request) => existing(pathPart(request, 'id'))),
  );
  router.patch(
    '/:id',
    route(async (request) => {
      const id = pathPart(request, 'id');
      await existing(id);
      return clientSummary(await changeClient(database, id, inputOf(readClient(request)), rules));
    }),
  );
  router.post(
    '/:id/secret',
    route(async (request) => {
      const id = pathPart(request, 'id');
      await existing(id);
      return withSecret(await renewSecret(database, id));
    }),
  );
  router.delete(
    '/:id',
    route(async (request) => {
      const id = pathPart(request, 'id');
      if (!(await removeClient(database, id))) throw notThere('client');
      return { client_id: id, removed: true };
    }),
  );
  return router;
}

function withSecret({ client, secret }: Registered): Record<string, unknown> {
  return { ...clientSummary(client), client_secret: secret };
}

/** `vuurtoren client add|list|change|secret|remove` */
import {
  addClient,
  changeClient,
  clientSummary,
  renewSecret,
  type ClientInput,
} from '../../auth/administration/clients.js';
import type { Config } from '../../config/load.js';
import { listClients, removeClient } from '../../storage/auth/clients.js';
import { UsageError } from '../usage.js';
import {
  options,
  printJson,
  readJson,
  wholeNumber,
  withAuth,
  type AuthContext,
} from './context.js';

const OPTIONS = {
  id: { type: 'string' },
  name: { type: 'string' },
  type: { type: 'string' },
  'redirect-uri': { type: 'string', multiple: true },
  origin: { type: 'string', multiple: true },
  'launch-uri': { type: 'string' },
  scope: { type: 'string' },
  jwks: { type: 'string' },
  'jwks-uri': { type: 'string' },
  'access-token-seconds': { type: 'string' },
  'refresh-token-seconds': { type: 'string' },
  'rate-limit': { type: 'string' },
  'ip-range': { type: 'string', multiple: true },
  'skip-consent': { type: 'boolean' },
  introspect: { type: 'boolean' },
  enabled: { type: 'string' },
} as const;

type Values = ReturnType<typeof options<typeof OPTIONS>>['values'];

export async function clientCommand(config: Config, args: readonly string[]): Promise<number> {
  const [what, ...rest] = args;
  const { values, positionals } = options(rest, OPTIONS);
  const [id] = positionals;
  const input = inputOf(values);
  await withAuth(config, async (context) => {
    printJson(await answer(context, { what, id, input }));
  });
  return 0;
}

interface Asked {
  readonly what: string | undefined;
  readonly id: string | undefined;
  readonly input: ClientInput;
}

async function answer(
  { database, rules }: AuthContext,
  { what, id, input }: Asked,
): Promise<unknown> {
  switch (what) {
    case 'add': {
      const { client, secret } = await addClient(database, input, rules);
      return { ...clientSummary(client), client_secret: secret };
    }
    case 'list':
      return (await listClients(database)).map(clientSummary);
    case 'change':
      return clientSummary(await changeClient(database, needed(id), input, rules));
    case 'secret': {
      const { client, secret } = await renewSecret(database, needed(id));
      return { client_id: client.id, client_secret: secret };
    }
    case 'remove':
      if (!(await removeClient(database, needed(id)))) {
        throw new UsageError('There is no client of this id.');
      }
      return { client_id: id, removed: true };
    default:
      throw new UsageError('Say what to do with clients: add, list, change, secret, remove.');
  }
}

function needed(id: string | undefined): string {
  if (id === undefined) throw new UsageError('Say which client, by its client_id.');
  return id;
}

function inputOf(values: Values): ClientInput {
  return {
    id: values.id,
    name: values.name,
    type: values.type,
    redirectUris: values['redirect-uri'],
    origins: values.origin,
    launchUri: values['launch-uri'],
    scope: values.scope,
    jwks: values.jwks === undefined ? undefined : readJson(values.jwks),
    jwksUri: values['jwks-uri'],
    accessTokenSeconds: wholeNumber('access-token-seconds', values['access-token-seconds']),
    refreshTokenSeconds: wholeNumber('refresh-token-seconds', values['refresh-token-seconds']),
    rateLimit: wholeNumber('rate-limit', values['rate-limit']),
    ipRanges: values['ip-range'],
    skipsConsent: values['skip-consent'],
    introspects: values.introspect,
    enabled: yesOrNo(values.enabled),
  };
}

function yesOrNo(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (text !== 'yes' && text !== 'no') throw new UsageError('--enabled is yes or no.');
  return text === 'yes';
}

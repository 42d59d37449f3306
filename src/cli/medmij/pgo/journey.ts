/** A whole journey of a PGO: lists, consent, tokens, data, and the end of the consent. */
import { randomUUID } from 'node:crypto';
import type { Gegevensdiensten } from '../../../access/gegevensdiensten.js';
import type { ListedProvider, ListedService } from '../../../auth/medmij/lists/types.js';
import { isLoopbackUrl } from '../../../auth/medmij/lists/values.js';
import { authorize, JourneyFailed, type Turn } from './authorize.js';
import { collect, type Collected } from './collect.js';
import type { Fetch } from './fetch.js';
import type { PgoLists } from './network.js';
import { exchangeCode, refreshTokens, revoke, type TokenClient, type Tokens } from './tokens.js';

export interface JourneyOrder {
  readonly lists: PgoLists;
  readonly catalog: Pick<Gegevensdiensten, 'serviceById'>;
  /** Without `@medmij`. */
  readonly provider: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly user: string;
  readonly password: string;
  readonly longTerm: boolean;
  /** Ids to ask for; undefined: all that the provider has for collecting. */
  readonly services: readonly string[] | undefined;
  /** Numbers that must be in no answer. */
  readonly forbidden: readonly string[];
  readonly fetch: Fetch;
  readonly signInTurn: Turn;
  /** Whether to ask for XML too, and to follow references. */
  readonly thorough: boolean;
}

export interface Step {
  readonly name: 'lists' | 'authorization' | 'token' | 'refresh' | 'revocation';
  readonly text: string;
  readonly milliseconds: number;
}

export interface CollectedService {
  readonly id: string;
  readonly name: string;
  readonly collected: readonly Collected[];
}

/** Told as it happens. */
export interface Listener {
  step(step: Step): void;
  service(service: CollectedService): void;
}

/** @throws JourneyFailed, or ListRefused, when it can't go on */
export async function walkJourney(order: JourneyOrder, listener: Listener): Promise<void> {
  const timed = timing(listener);
  const { provider, service } = await timed('lists', () => Promise.resolve(find(order)));
  const { clientId, redirectUri, fetch } = order;
  const authorized = await timed('authorization', async () => {
    const { authorizationEndpoint: endpoint } = service;
    const found = await authorize({ ...order, endpoint, scope: provider.name });
    return { ...found, text: found.screens.map((heading) => `"${heading}"`).join(', ') };
  });
  const client: TokenClient = { endpoint: service.tokenEndpoint, clientId, fetch };
  const { code, correlation } = authorized;
  const tokens = await timed('token', async () =>
    told(await exchangeCode(client, { code, redirectUri }, correlation)),
  );
  for (const id of idsOf(order, provider, tokens)) {
    await collectService(order, { provider, id, token: tokens.access, correlation }, listener);
  }
  if (order.longTerm) await endLongTerm(client, tokens, timed);
}

type Timed = <T extends { readonly text: string }>(
  name: Step['name'],
  work: () => Promise<T>,
) => Promise<T>;

function timing(listener: Listener): Timed {
  return async (name, work) => {
    const started = performance.now();
    const result = await work();
    listener.step({ name, text: result.text, milliseconds: performance.now() - started });
    return result;
  };
}

interface Found {
  readonly provider: ListedProvider;
  /** Any of it: where authorization and tokens are. */
  readonly service: ListedService;
  readonly text: string;
}

/** What a PGO looks up before it lets a person go. @throws JourneyFailed */
function find({ lists, provider: name, clientId, services }: JourneyOrder): Found {
  const provider = lists.provider(name);
  if (provider === undefined) {
    throw new JourneyFailed(`The list of providers has no ${name}@medmij.`);
  }
  const [first] = services ?? provider.services.keys();
  const service = provider.services.get(first ?? '');
  if (service === undefined) {
    throw new JourneyFailed(`${name}@medmij has no gegevensdienst ${first ?? ''}.`);
  }
  if (!lists.isClient(clientId)) {
    throw new JourneyFailed(`The OAuth client list has no ${clientId}.`);
  }
  const backs = [
    service.tokenEndpoint,
    ...service.systemRoles.map((role) => role.resourceEndpoint),
  ];
  // A machine's own address is on no list.
  const stranger = backs
    .filter((url) => !isLoopbackUrl(url))
    .find((url) => !lists.isWhitelisted(new URL(url).hostname));
  if (stranger !== undefined) {
    throw new JourneyFailed(`The Whitelist has no ${new URL(stranger).hostname}.`);
  }
  const text = `${name}@medmij, ${provider.services.size} gegevensdiensten`;
  return { provider, service, text };
}

function told(tokens: Tokens): Tokens & { readonly text: string } {
  const { seconds, refresh, scope } = tokens;
  const more = refresh === undefined ? '' : ', with a refresh token';
  const other = scope === undefined ? '' : `, scope "${scope}"`;
  return { ...tokens, text: `for ${seconds} seconds${more}${other}` };
}

/** What the token is for: all of the provider unless it says otherwise. */
function idsOf(order: JourneyOrder, provider: ListedProvider, { scope }: Tokens): string[] {
  const granted = scope?.split(' ').map((one) => one.replace(/^[^~]*~/, ''));
  return [...provider.services.keys()].filter(
    (id) =>
      order.catalog.serviceById(id)?.kind === 'collect' &&
      (order.services?.includes(id) ?? true) &&
      (granted?.includes(id) ?? true),
  );
}

interface ServiceOrder {
  readonly provider: ListedProvider;
  readonly id: string;
  readonly token: string;
  readonly correlation: string;
}

async function collectService(
  order: JourneyOrder,
  { provider, id, token, correlation }: ServiceOrder,
  listener: Listener,
): Promise<void> {
  const service = order.catalog.serviceById(id);
  const base = provider.services.get(id)?.systemRoles[0]?.resourceEndpoint;
  if (service === undefined || base === undefined) return;
  const collected = await collect({ ...order, base, token, correlation }, service);
  const name = order.lists.serviceName(id) ?? service.name;
  listener.service({ id, name, collected });
}

/** New tokens without the person, and then the end of the consent, after which there are none. */
async function endLongTerm(client: TokenClient, tokens: Tokens, timed: Timed): Promise<void> {
  const { refresh } = tokens;
  if (refresh === undefined) throw new JourneyFailed('There is no refresh token.');
  const renewed = await timed('refresh', async () =>
    told(await refreshTokens(client, refresh, randomUUID())),
  );
  const last = renewed.refresh;
  if (last === undefined || last === refresh) {
    throw new JourneyFailed('Refreshing has not made another refresh token.');
  }
  await timed('revocation', async () => {
    const status = await revoke(client, last);
    if (status !== 200) throw new JourneyFailed(`The revocation answers with status ${status}.`);
    const isDead = await refreshTokens(client, last, randomUUID()).then(
      () => false,
      () => true,
    );
    if (!isDead) throw new JourneyFailed('The refresh token is good after its revocation.');
    return { text: 'the refresh token is void' };
  });
}

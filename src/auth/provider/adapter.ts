/**
 * Where oidc-provider keeps its models: PostgreSQL. The library asks first and writes then; here each
 * use that may happen once is one statement, so that it happens once however many processes try.
 * Values that browsers and apps hold are never stored, only their hashes.
 */
import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Database } from '../../storage/database.js';
import { findGrant, removeGrant, saveGrant, type Payload } from '../../storage/auth/grants.js';
import {
  consumeRecord,
  findRecord,
  removeRecord,
  removeRecordsOfGrant,
  saveRecord,
  useOnce,
} from '../../storage/auth/records.js';
import {
  findBrowserSession,
  findBrowserSessionByUid,
  forgetBrowserSession,
  saveBrowserSession,
} from '../../storage/auth/sessions.js';
import {
  findLiveToken,
  removeToken,
  removeTokensOfGrant,
  saveToken,
} from '../../storage/auth/tokens.js';
import { hashOf } from '../secrets.js';
import { errors } from './library.js';

/** The clients, which are registered elsewhere. */
export type ClientAdapter = Pick<Adapter, 'find'>;

/** An adapter for each model. @param clients the one for clients */
export function createAdapters(
  database: Database,
  clients: ClientAdapter,
): (model: string) => Adapter {
  return (model) => {
    switch (model) {
      case 'Client':
        return { ...UNUSED, ...clients };
      case 'Grant':
        return grants(database);
      case 'Session':
        return sessions(database);
      case 'AccessToken':
      case 'ClientCredentials':
        return tokens(database, model);
      case 'ReplayDetection':
        return replayDetection(database);
      default:
        return records(database, model);
    }
  };
}

const UNUSED: Adapter = {
  find: () => Promise.resolve(undefined),
  upsert: unused,
  findByUserCode: () => Promise.resolve(undefined),
  findByUid: () => Promise.resolve(undefined),
  consume: unused,
  destroy: unused,
  revokeByGrantId: unused,
};

function unused(): Promise<void> {
  return Promise.reject(new Error('This model has no such operation.'));
}

/** A model has its own id as `jti`: what is secret about it does not go into the database. */
function withoutId(payload: AdapterPayload): Payload {
  return without(payload, 'jti');
}

function withId(payload: Payload, id: string): AdapterPayload {
  return { ...payload, jti: id };
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}

function expiry(payload: AdapterPayload, expiresIn: number | undefined): number {
  return payload.exp ?? now() + (expiresIn ?? 0);
}

/** Who a token was made for is no longer there. */
function assertStored(isStored: boolean): void {
  if (!isStored) throw new errors.InvalidGrant('the grant was withdrawn');
}

/** What a token of this kind is to end with, besides its grant. */
function sessionOf({ scope, sessionUid }: AdapterPayload): string | undefined {
  return scope?.split(' ').includes('offline_access') === true ? undefined : sessionUid;
}

/** The way all tokens of this library came about: see `bearer.ts`. */
const KIND = 'app';

function tokens(database: Database, model: 'AccessToken' | 'ClientCredentials'): Adapter {
  return {
    ...UNUSED,
    async upsert(id, payload, expiresIn) {
      assertStored(
        await saveToken(database, hashOf(id), {
          kind: KIND,
          clientId: payload.clientId,
          accountId: payload.accountId,
          grantId: payload.grantId,
          sessionUid: sessionOf(payload),
          payload: withoutId(payload),
          expires: expiry(payload, expiresIn),
        }),
      );
    },
    async find(id) {
      const token = await findLiveToken(database, hashOf(id));
      return token?.payload['kind'] === model ? withId(token.payload, id) : undefined;
    },
    async destroy(id) {
      await removeToken(database, hashOf(id));
    },
    revokeByGrantId: (grantId) => removeTokensOfGrant(database, grantId),
  };
}

function grants(database: Database): Adapter {
  return {
    ...UNUSED,
    async upsert(id, payload, expiresIn) {
      const { clientId = '', accountId = '' } = payload;
      const expires = expiry(payload, expiresIn);
      const write = { clientId, accountId, payload: withoutId(payload), expires };
      assertStored(await saveGrant(database, id, write));
    },
    async find(id) {
      const grant = await findGrant(database, id);
      return grant === undefined ? undefined : withId(grant.payload, id);
    },
    async destroy(id) {
      await removeGrant(database, id);
    },
  };
}

function sessions(database: Database): Adapter {
  return {
    ...UNUSED,
    async upsert(id, payload, expiresIn) {
      const write = {
        uid: payload.uid ?? '',
        hash: hashOf(id),
        accountId: payload.accountId,
        payload: withoutId(payload),
        expires: expiry(payload, expiresIn),
      };
      if (!(await saveBrowserSession(database, write))) {
        throw new errors.SessionNotFound('the account is gone');
      }
    },
    async find(id) {
      const payload = await findBrowserSession(database, hashOf(id));
      return payload === undefined ? undefined : withId(payload, id);
    },
    findByUid: (uid) => findBrowserSessionByUid(database, uid),
    destroy: (id) => forgetBrowserSession(database, hashOf(id)),
  };
}

/** https://www.rfc-editor.org/rfc/rfc7523#section-3: a client assertion is good once. */
function replayDetection(database: Database): Adapter {
  return {
    ...UNUSED,
    async upsert(id, payload, expiresIn) {
      if (!(await useOnce(database, hashOf(id), expiry(payload, expiresIn)))) {
        throw new errors.InvalidClientAuth('client assertion tokens must only be used once');
      }
    },
  };
}

/** Authorization codes, refresh tokens, interactions. */
function records(database: Database, model: string): Adapter {
  const key = (id: string): { model: string; hash: Buffer } => ({ model, hash: hashOf(id) });
  return {
    ...UNUSED,
    async upsert(id, payload, expiresIn) {
      assertStored(
        await saveRecord(database, {
          ...key(id),
          grantId: model === 'Interaction' ? undefined : payload.grantId,
          sessionUid: model === 'RefreshToken' ? sessionOf(payload) : undefined,
          payload: withoutCookie(withoutId(payload)),
          expires: expiry(payload, expiresIn),
        }),
      );
    },
    async find(id) {
      const record = await findRecord(database, key(id));
      if (record === undefined) return undefined;
      const { payload, consumed } = record;
      return {
        ...withId(payload, id),
        ...(consumed === undefined ? {} : { consumed: Math.floor(consumed.getTime() / 1000) }),
      };
    },
    async consume(id) {
      if (!(await consumeRecord(database, key(id)))) {
        throw new errors.InvalidGrant(`${model} was used before`);
      }
    },
    destroy: (id) => removeRecord(database, key(id)),
    revokeByGrantId: (grantId) => removeRecordsOfGrant(database, model, grantId),
  };
}

/** An interaction notes the session that it belongs to, with the value of its cookie. */
function withoutCookie(payload: Payload): Payload {
  const { session } = payload;
  if (typeof session !== 'object' || session === null) return payload;
  return { ...payload, session: without(session, 'cookie') };
}

function without(object: object, name: string): Payload {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}

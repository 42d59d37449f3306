/** Which of the scopes that an app asks for it can have: its own list, and its kind of client. */
import { ADMIN_SCOPE } from '../../access/administrator.js';
import { inBoth } from '../../access/narrowing.js';
import {
  parseScopes,
  type GrantedScopes,
  type ScopeLevel,
  type ScopeVocabulary,
} from '../../access/scopes.js';
import type { ClientType, StoredClient } from '../../storage/auth/clients.js';

export const OTHER_SCOPES: ReadonlySet<string> = new Set([ADMIN_SCOPE]);

/** With these an app gets a refresh token. */
export const REFRESH_SCOPES = ['offline_access', 'online_access'] as const;

/** An app with a user acts within what the user may do; a service acts for itself. */
const LEVELS: Readonly<Record<ClientType, ReadonlySet<ScopeLevel>>> = {
  public: new Set(['patient', 'user']),
  'confidential-symmetric': new Set(['patient', 'user']),
  'confidential-asymmetric': new Set(['patient', 'user']),
  backend: new Set(['system']),
  internal: new Set(),
};

/** What only makes sense with a user. */
const isOfServices = (scope: string): boolean => scope === ADMIN_SCOPE;

/** The part of what is asked for that the client may have. */
export function allowedScopes(
  asked: string,
  client: Pick<StoredClient, 'type' | 'scope'>,
  vocabulary: ScopeVocabulary,
): GrantedScopes {
  const allowed = inBoth(parseScopes(asked, vocabulary), parseScopes(client.scope, vocabulary));
  const levels = LEVELS[client.type];
  return {
    resources: allowed.resources.filter(({ level }) => levels.has(level)),
    others: new Set(
      [...allowed.others].filter((scope) => client.type !== 'backend' || isOfServices(scope)),
    ),
  };
}

/** A problem of a client's own list, for whoever registers it; undefined when there is none. */
export function scopeComplaint(
  { type, scope }: Pick<StoredClient, 'type' | 'scope'>,
  vocabulary: ScopeVocabulary,
): string | undefined {
  const { rejected, resources } = parseScopes(scope, vocabulary);
  const [wrong] = rejected;
  if (wrong !== undefined) return `The scope "${wrong.text}" can't be used. ${wrong.reason}`;
  const foreign = resources.find(({ level }) => !LEVELS[type].has(level));
  if (foreign === undefined) return undefined;
  return type === 'backend'
    ? 'A backend service has no user: its scopes start with "system/".'
    : 'An app with a user has no scopes that start with "system/".';
}

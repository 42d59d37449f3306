/** What people granted, for administrators. */
import type { ListedGrant } from '../../storage/auth/grants.js';
import { launchParameters } from '../smart/token-context.js';

/** The scopes of a grant, which is for one FHIR server. */
export function grantedScope({ payload }: Pick<ListedGrant, 'payload'>): string {
  const resources = payload['resources'] as Readonly<Record<string, string>> | undefined;
  return Object.values(resources ?? {}).join(' ');
}

export function grantSummary(grant: ListedGrant): Record<string, unknown> {
  return {
    id: grant.id,
    client_id: grant.clientId,
    client_name: grant.clientName,
    user_id: grant.accountId,
    scope: grantedScope(grant),
    context: launchParameters(grant.context),
    created: grant.created.toISOString(),
    expires: grant.expires.toISOString(),
  };
}

/** Access and refresh tokens of a consent. */
import type { Session } from '../../../storage/database.js';
import { saveMedmijRefreshToken } from '../../../storage/auth/medmij/codes.js';
import { LAPSE_MONTHS, useMedmijConsent } from '../../../storage/auth/medmij/consents.js';
import { hashOf, randomSecret } from '../../secrets.js';
import { issueMedmijToken, MEDMIJ_TOKEN_SECONDS } from '../access-token.js';
import type { ListedClient } from '../lists/types.js';
import { providerNamed, type MedmijParts } from '../parts.js';
import { grantedServices, narrowedScope } from '../services.js';
import { refusal, type TokenRefusal } from './refusal.js';

export interface Issued {
  readonly access: string;
  readonly refresh: string | undefined;
  /** When it is less than what was asked. */
  readonly scope: string | undefined;
}

export interface IssueFor {
  readonly client: ListedClient;
  /** Id of the consent. */
  readonly consent: string;
  /** X-Correlation-ID of the token request. */
  readonly correlation: string;
}

/**
 * Issues tokens for what the consent, the provider and the OAuth client list agree on at this moment.
 * @param session of a transaction, which holds the consent until it ends
 */
export async function issueTokens(
  { settings, catalog }: Pick<MedmijParts, 'settings' | 'catalog'>,
  session: Session,
  { client, consent: id, correlation }: IssueFor,
): Promise<Issued | TokenRefusal> {
  const consent = await useMedmijConsent(session, id);
  const provider = consent && providerNamed(settings, consent.provider);
  if (provider === undefined || consent?.client !== client.hostname) {
    return refusal('invalid_grant');
  }
  const services = grantedServices(consent, client, provider, catalog);
  if (services.length === 0) return refusal('invalid_scope');
  const access = await issueMedmijToken(
    session,
    {
      patient: consent.patient,
      services,
      provider: provider.name,
      pgo: client.hostname,
      correlation,
      consent: id,
    },
    MEDMIJ_TOKEN_SECONDS,
  );
  const refresh = consent.longTerm ? randomSecret() : undefined;
  if (refresh !== undefined) {
    await saveMedmijRefreshToken(session, hashOf(refresh), id, LAPSE_MONTHS);
  }
  return { access, refresh, scope: narrowedScope(consent, services, provider, catalog) };
}

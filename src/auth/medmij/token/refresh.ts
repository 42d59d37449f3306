/**
 * Tokens under a long-term consent: https://www.rfc-editor.org/rfc/rfc6749#section-6. Each refresh token is
 * good for one use; a second one ends the consent. https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2
 */
import {
  findMedmijRefreshToken,
  presentMedmijRefreshToken,
} from '../../../storage/auth/medmij/codes.js';
import { findMedmijConsent, type KnownConsent } from '../../../storage/auth/medmij/consents.js';
import { hashOf } from '../../secrets.js';
import { isAvailable } from '../availability/availability.js';
import type { ListedClient } from '../lists/types.js';
import { providerNamed, type MedmijParts } from '../parts.js';
import { issueTokens, type Issued } from './issue.js';
import { isRefusal, refusal, type TokenRefusal } from './refusal.js';

export interface Refreshing {
  readonly refreshToken: string;
  /** When it is given it must be what was agreed to. */
  readonly scope: string | undefined;
  /** X-Correlation-ID: a new one for each refresh. */
  readonly correlation: string;
  readonly client: ListedClient;
}

/** Refused without harm to the token, unless it was used before or is of another client. */
class NotNow extends Error {
  readonly refusal: TokenRefusal;

  constructor(refused: TokenRefusal) {
    super(refused.error);
    this.refusal = refused;
  }
}

export async function refreshTokens(
  parts: MedmijParts,
  refreshing: Refreshing,
): Promise<Issued | TokenRefusal> {
  const { client, scope } = refreshing;
  const hash = hashOf(refreshing.refreshToken);
  const id = await findMedmijRefreshToken(parts.database, hash);
  const consent = id === undefined ? undefined : await findMedmijConsent(parts.database, id);
  if (consent === undefined) return refusal('invalid_grant');
  if (consent.client !== client.hostname) {
    await parts.consents.end(consent.id, 'reused');
    return refusal('invalid_grant');
  }
  if (scope !== undefined && scope !== consent.scope) return refusal('invalid_scope');
  if (!(await stands(parts, consent))) return refusal('invalid_grant');
  const answer = await rotate(parts, hash, { ...refreshing, consent: consent.id });
  if (answer !== 'again') return answer;
  await parts.consents.end(consent.id, 'reused');
  return refusal('invalid_grant');
}

/** The consent is verified anew each time, and so is whether there is anything to collect. */
async function stands(parts: MedmijParts, consent: KnownConsent): Promise<boolean> {
  const provider = providerNamed(parts.settings, consent.provider);
  if (provider === undefined || consent.ended !== undefined) return false;
  if (!(await parts.consents.isActive(consent.id))) return false;
  return isAvailable(parts, provider.availability, consent.kind, consent.patient);
}

async function rotate(
  parts: MedmijParts,
  hash: Buffer,
  issueFor: Parameters<typeof issueTokens>[2],
): Promise<Issued | TokenRefusal | 'again'> {
  try {
    return await parts.database.inTransaction(async (session) => {
      const presented = await presentMedmijRefreshToken(session, hash);
      if (presented.kind === 'again') return 'again';
      if (presented.kind === 'unknown') return refusal('invalid_grant');
      const answer = await issueTokens(parts, session, issueFor);
      // Rolled back: a list that lacks the client for a moment costs nobody a consent.
      if (isRefusal(answer)) throw new NotNow(answer);
      return answer;
    });
  } catch (error) {
    if (error instanceof NotNow) return error.refusal;
    throw error;
  }
}

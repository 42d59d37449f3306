/**
 * A PGO gives a token back, because the person withdrew the consent there:
 * https://www.rfc-editor.org/rfc/rfc7009
 */
import { findMedmijRefreshToken } from '../../../storage/auth/medmij/codes.js';
import { findMedmijConsent } from '../../../storage/auth/medmij/consents.js';
import { findLiveToken, removeToken } from '../../../storage/auth/tokens.js';
import { hashOf } from '../../secrets.js';
import { MEDMIJ_TOKEN } from '../access-token.js';
import type { ListedClient } from '../lists/types.js';
import type { MedmijParts } from '../parts.js';

/** A refresh token ends its consent; an access token itself. What is of another client stays as it is. */
export async function revokeGiven(
  { database, consents }: MedmijParts,
  client: ListedClient,
  token: string,
): Promise<void> {
  const hash = hashOf(token);
  const id = await findMedmijRefreshToken(database, hash);
  if (id !== undefined) {
    const consent = await findMedmijConsent(database, id);
    if (consent?.client === client.hostname) await consents.end(id, 'revoked');
    return;
  }
  const live = await findLiveToken(database, hash);
  if (live?.kind === MEDMIJ_TOKEN && live.payload['pgo'] === client.hostname) {
    await removeToken(database, hash);
  }
}

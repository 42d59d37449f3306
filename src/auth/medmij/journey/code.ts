/** The authorization code: https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2 */
import { saveMedmijCode } from '../../../storage/auth/medmij/codes.js';
import type { MedmijRequest } from '../../../storage/auth/medmij/requests.js';
import { hashOf, randomSecret } from '../../secrets.js';
import type { ListedClient } from '../lists/types.js';
import type { MedmijParts } from '../parts.js';

/**
 * Notes the consent and makes a code of it.
 * @param journey at whose end a person agreed
 * @returns the redirect URI with the code and the state
 */
export async function giveCode(
  { consents, database, settings }: MedmijParts,
  journey: MedmijRequest,
  client: ListedClient,
): Promise<string> {
  if (journey.at.step !== 'agreed') throw new Error('A code without consent.');
  const { patient, longTerm } = journey.at;
  const consent = await consents.give({
    patient,
    longTerm,
    client: journey.client,
    clientName: client.organisationName,
    provider: journey.provider,
    kind: journey.kind,
    services: journey.services,
    scope: journey.scope,
  });
  const code = randomSecret();
  const { client: clientId, redirectUri, correlation } = journey;
  await saveMedmijCode(
    database,
    hashOf(code),
    { consent, client: clientId, redirectUri, correlation },
    settings.codeSeconds,
  );
  const url = new URL(redirectUri);
  url.searchParams.set('code', code);
  url.searchParams.set('state', journey.state);
  return url.href;
}

/** How long things are good for, in seconds. */
import type { Client, Configuration } from 'oidc-provider';
import type { AuthSettings } from '../settings.js';
import { registrationOf } from './clients.js';

/** https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2 says ten minutes at most; apps need seconds. */
const CODE = 60;
const ID_TOKEN = 3600;
/** Time to sign in, find a patient and read what is asked. */
const INTERACTION = 3600;

export function refreshLifetime(
  { refreshTokenSeconds }: { readonly refreshTokenSeconds?: number | undefined },
  settings: AuthSettings,
): number {
  return refreshTokenSeconds ?? settings.refreshTokenSeconds;
}

export function lifetimes(settings: AuthSettings): NonNullable<Configuration['ttl']> {
  const ofResource = (token: {
    resourceServer?: { accessTokenTTL?: number | undefined } | undefined;
  }): number => token.resourceServer?.accessTokenTTL ?? settings.accessTokenSeconds;
  return {
    AuthorizationCode: CODE,
    IdToken: ID_TOKEN,
    Interaction: INTERACTION,
    Session: settings.sessionSeconds,
    // The consent screen sets it by what was granted.
    Grant: settings.refreshTokenSeconds,
    AccessToken: (_ctx, token) => ofResource(token),
    ClientCredentials: (_ctx, token) => ofResource(token),
    // Rotation does not lengthen it: after this time somebody has to agree again.
    RefreshToken(ctx, _token, client: Client) {
      const rotated = ctx.oidc.entities.RotatedRefreshToken;
      return rotated === undefined
        ? refreshLifetime(registrationOf(client), settings)
        : Math.max(1, rotated.remainingTTL);
    },
  };
}

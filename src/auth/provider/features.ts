/** Which parts of oidc-provider are on. What nobody asked for is off. */
import type { Configuration } from 'oidc-provider';
import { registrationOf } from './clients.js';
import type { ProviderParts } from './parts.js';
import { resourceServerInfo } from './resource-server.js';

export function features(parts: ProviderParts): NonNullable<Configuration['features']> {
  const { settings, pages } = parts;
  return {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    // Access tokens are for the FHIR API; who signed in is in the id token.
    userinfo: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => settings.fhirBase,
      // Else a request with openid yields a token for the userinfo endpoint only.
      useGrantedResource: () => true,
      getResourceServerInfo: resourceServerInfo(parts),
    },
    introspection: {
      enabled: true,
      allowedPolicy: (_ctx, client, token) =>
        token.clientId === client.clientId || registrationOf(client).introspects,
    },
    // Another client's token is answered like one that does not exist: https://www.rfc-editor.org/rfc/rfc7009
    revocation: {
      enabled: true,
      allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
    },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => {
        pages.signOut(ctx, form);
      },
      postLogoutSuccessSource: (ctx) => {
        pages.signedOut(ctx);
      },
    },
  };
}

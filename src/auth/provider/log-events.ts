/** What an operator needs to help a client: the error and its reason, never a token or a person. */
import type { EventEmitter } from 'node:events';
import type { errors, KoaContextWithOIDC } from 'oidc-provider';
import { logFailure } from '../../interactions/failures.js';
import type { Logger } from '../../ports.js';
import type { Provider } from './library.js';

export function logEvents(provider: Provider, log: Logger): void {
  const refused = (ctx: KoaContextWithOIDC, error: errors.OIDCProviderError): void => {
    log.info(
      {
        client: ctx.oidc.client?.clientId,
        route: ctx.oidc.route,
        error: error.error,
        reason: error.error_detail ?? error.error_description,
      },
      'An authorization request was refused',
    );
  };
  provider.on('authorization.error', refused);
  provider.on('grant.error', refused);
  provider.on('introspection.error', refused);
  provider.on('revocation.error', refused);
  // Koa would print it.
  (provider as EventEmitter).on('error', (error: Error) => {
    logFailure(log, error, {});
  });
  provider.on('server_error', (ctx: KoaContextWithOIDC, error: Error) => {
    logFailure(log, error, { route: ctx.oidc.route });
  });
}

/**
 * Introspection by whoever has an access token in place of a client's credentials:
 * https://hl7.org/fhir/smart-app-launch/STU2.2/token-introspection.html. The library knows clients only.
 */
import { Router, type RequestHandler } from 'express';
import { ADMIN_SCOPE } from '../access/administrator.js';
import type { AccessContext } from '../access/context.js';
import { FhirError } from '../fhir/errors.js';
import { field, readForm } from './interaction/form.js';
import type { Provider } from './provider/library.js';
import { ROUTES } from './provider/parts.js';

export interface IntrospectionParts {
  readonly issuer: string;
  readonly provider: () => Provider;
  readonly authenticate: (request: Parameters<RequestHandler>[0]) => Promise<AccessContext>;
}

export function introspectionRouter(parts: IntrospectionParts): Router {
  const router = Router();
  router.post(ROUTES.introspection, withBearer, readForm, async (request, response) => {
    response.set({ 'Cache-Control': 'no-store', Pragma: 'no-cache' });
    try {
      const asker = await parts.authenticate(request);
      response.json(await tell(parts, asker, field(request, 'token')));
    } catch (error) {
      if (!(error instanceof FhirError)) throw error;
      response
        .status(error.kind === 'unauthenticated' ? 401 : 403)
        .set(error.details.headers ?? {})
        .json({ error: 'invalid_token' });
    }
  });
  return router;
}

/** The others are for the library. */
const withBearer: RequestHandler = (request, _response, next) => {
  next(/^bearer /i.test(request.headers.authorization ?? '') ? undefined : 'route');
};

const INACTIVE = { active: false };

async function tell(
  { issuer, provider }: IntrospectionParts,
  asker: AccessContext,
  value: string,
): Promise<Record<string, unknown>> {
  const current = provider();
  const token =
    (await current.AccessToken.find(value)) ?? (await current.ClientCredentials.find(value));
  if (token === undefined || asker.kind !== 'app') return INACTIVE;
  const isOwn = token.clientId === asker.clientId;
  if (!isOwn && !asker.scopes.others.has(ADMIN_SCOPE)) return INACTIVE;
  const { accountId } = token as { accountId?: string };
  return {
    ...token.extra,
    active: true,
    client_id: token.clientId,
    scope: token.scope,
    token_type: 'Bearer',
    exp: token.exp,
    iat: token.iat,
    aud: token.aud,
    iss: issuer,
    ...(accountId === undefined ? {} : { sub: accountId }),
  };
}

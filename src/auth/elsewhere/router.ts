/** Where browsers come back from identity providers, and what those read about us. */
import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Logger } from '../../ports.js';
import type { Database } from '../../storage/database.js';
import { useOnce } from '../../storage/auth/records.js';
import { chosenLanguage } from '../screens/chosen-language.js';
import { sendScreen } from '../screens/layout.js';
import { expiredScreen } from '../screens/plain-screens.js';
import { hashOf } from '../secrets.js';
import type { AuthSettings } from '../settings.js';
import type { Flow } from './flow.js';
import { publicKeySet } from './oidc/proof.js';
import type { Stranger } from './person.js';
import { SignInRefused } from './refused.js';
import type { ReadResponse } from './saml/saml.js';
import type { Source } from './source.js';
import { makeTicket, takeRequest, type Coming, type Outcome } from './under-way.js';

export interface RouterParts {
  readonly settings: AuthSettings;
  readonly database: Database;
  readonly log: Logger;
  /** By name. */
  readonly flows: ReadonlyMap<string, Flow>;
  readonly sources: ReadonlyMap<string, Source>;
}

/** A response with an encrypted assertion and its certificates has some ten thousand bytes. */
const readResponse: RequestHandler = express.urlencoded({ extended: false, limit: '400kb' });

export function elsewhereRouter(parts: RouterParts): Router {
  const router = Router();
  router.get('/elsewhere/:id/callback', async (request, response, next) => {
    const source = sourceOf(parts, request);
    if (source?.oidc === undefined) next();
    else await cameByRedirect(parts, source, request, response);
  });
  router.get('/elsewhere/:id/jwks', async (request, response, next) => {
    const source = sourceOf(parts, request);
    if (source?.oidc === undefined) next();
    else response.json(await publicKeySet(source.provider));
  });
  router.post('/saml/:id/acs', readResponse, async (request, response, next) => {
    const source = sourceOf(parts, request);
    if (source?.saml === undefined) next();
    else await cameByForm(parts, source, request, response);
  });
  router.get('/saml/:id/metadata', (request, response, next) => {
    const source = sourceOf(parts, request);
    if (source?.saml === undefined) next();
    else response.type('application/samlmetadata+xml').send(source.saml.metadata());
  });
  return router;
}

function sourceOf({ sources }: RouterParts, { params }: Request): Source | undefined {
  return sources.get(String(params['id']));
}

type OidcSource = Extract<Source, { readonly saml?: undefined }>;
type SamlSource = Extract<Source, { readonly oidc?: undefined }>;

/** https://openid.net/specs/openid-connect-core-1_0.html#AuthResponse */
async function cameByRedirect(
  parts: RouterParts,
  { provider, oidc }: OidcSource,
  request: Request,
  response: Response,
): Promise<void> {
  const query = request.query as Readonly<Record<string, unknown>>;
  const { state } = query;
  const coming =
    typeof state === 'string' ? await takeRequest(parts.database, state, provider.id) : undefined;
  if (typeof state !== 'string' || coming === undefined) {
    unasked(parts, provider.id, request, response);
    return;
  }
  await goOn(parts, { response, coming, provider }, () => oidc.finish(state, query));
}

/** The bindings of SAML 2.0, 3.5: a form that the identity provider's page sends. */
async function cameByForm(
  parts: RouterParts,
  { provider, saml }: SamlSource,
  request: Request,
  response: Response,
): Promise<void> {
  const { database, log } = parts;
  const encoded = ((request.body ?? {}) as Record<string, unknown>)['SAMLResponse'];
  let read: ReadResponse | undefined;
  try {
    read = saml.read(typeof encoded === 'string' ? encoded : '');
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error;
    log.warn({ provider: provider.id, reason: error.message }, REFUSED);
  }
  const coming = read && (await takeRequest(database, read.inResponseTo, provider.id));
  if (read === undefined || coming === undefined) {
    unasked(parts, provider.id, request, response);
    return;
  }
  const answer = read;
  await goOn(parts, { response, coming, provider }, async () => {
    const { id, until, stranger } = await saml.finish(answer);
    const expires = until / 1000 + provider.clockToleranceSeconds;
    if (await useOnce(database, hashOf(`assertion ${provider.id} ${id}`), expires)) return stranger;
    throw new SignInRefused('the assertion was used before');
  });
}

const REFUSED = 'A sign-in elsewhere was refused';

interface Arrival extends Pick<Source, 'provider'> {
  readonly response: Response;
  readonly coming: Coming;
}

/** Sends the browser to its interaction; there it is seen whether it is the one that began. */
async function goOn(
  parts: RouterParts,
  { response, coming: { flow: name, uid }, provider }: Arrival,
  arrive: () => Promise<Stranger>,
): Promise<void> {
  const flow = parts.flows.get(name);
  if (flow === undefined) throw new Error('A sign-in of an unknown flow.');
  let outcome: Outcome;
  try {
    outcome = await flow.outcomeOf(provider, await arrive());
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error;
    const { message: reason, problem } = error;
    parts.log.warn({ provider: provider.id, reason }, REFUSED);
    outcome = { problem };
  }
  const ticket = await makeTicket(parts.database, uid, outcome);
  response
    .set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
    .redirect(303, `${parts.settings.issuer}${flow.pathOf(uid)}/came-back?ticket=${ticket}`);
}

/** Nobody asked this provider, or its answer was used: there is no interaction to go back to. */
function unasked(
  { settings, log }: RouterParts,
  provider: string,
  request: Request,
  response: Response,
): void {
  log.warn({ provider, reason: 'it answers no request that is under way' }, REFUSED);
  const root = new URL(settings.issuer).pathname;
  sendScreen(response, expiredScreen(chosenLanguage(request)), root, 400);
}

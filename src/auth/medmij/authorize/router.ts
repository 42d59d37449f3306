/** `GET /medmij/authorize`: where a PGO sends the browser of a person to. */
import { randomUUID } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import { logFailure } from '../../../interactions/failures.js';
import { saveMedmijRequest, type MedmijAsked } from '../../../storage/auth/medmij/requests.js';
import { hashOf, randomSecret } from '../../secrets.js';
import { setJourneyCookie } from '../journey/cookie.js';
import { backTo, sendFailure } from '../journey/failure.js';
import { journeyPath, MEDMIJ_PATHS, type MedmijParts } from '../parts.js';
import { checkAuthorization, type Checked } from './check.js';

export function authorizeRouter(parts: MedmijParts): Router {
  const router = Router();
  router
    .route(MEDMIJ_PATHS.authorize)
    .get(async (request, response, next) => {
      if (request.method === 'GET') await authorize(parts, request, response);
      else next();
    })
    .all((_request, response) => {
      response.status(405).set('Allow', 'GET').type('text/plain').send('Method Not Allowed\n');
    });
  return router;
}

async function authorize(parts: MedmijParts, request: Request, response: Response): Promise<void> {
  const { url } = request;
  const mark = url.indexOf('?');
  const query = new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1));
  const checked = checkAuthorization(query, parts);
  const { correlation, requestId } = checked.tracing;
  const session = randomUUID();
  const names = { trace: correlation, session, request: requestId };
  const { chainLog } = parts;
  chainLog.record({ event: 'receive_authorization_request', ...names, ...partiesOf(checked) });
  if (!parts.lists.isUsable()) {
    sendFailure(parts, request, response, {
      status: 503,
      traceId: correlation,
      sessionId: session,
    });
    return;
  }
  switch (checked.kind) {
    case 'page':
      chainLog.record({
        ...{ event: 'authorization_request_error', ...names },
        details: { wrong: checked.wrong },
      });
      chainLog.record({ event: 'show_authorization_request_error_page', ...names });
      sendFailure(parts, request, response, {
        status: 400,
        traceId: correlation,
        sessionId: session,
      });
      break;
    case 'redirect': {
      const { client, redirectUri, error, state } = checked;
      chainLog.record({
        ...{ event: 'send_authorization_request_error', ...names },
        receiver: client,
        details: { error },
      });
      response
        .set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
        .redirect(302, backTo(redirectUri, { error, state }, parts.settings));
      break;
    }
    case 'good':
      // An id of our own when there is none: logs then still hang together.
      await begin(parts, request, response, {
        ...checked.asked,
        correlation: correlation ?? randomUUID(),
        id: session,
      });
  }
}

/** Who sent it, as far as that is on our lists: nothing that somebody made up gets into the log. */
function partiesOf(checked: Checked): { sender?: string; receiver?: string } {
  if (checked.kind === 'good') {
    return { sender: checked.asked.client, receiver: checked.asked.provider };
  }
  return checked.kind === 'redirect' ? { sender: checked.client } : {};
}

async function begin(
  parts: MedmijParts,
  request: Request,
  response: Response,
  asked: MedmijAsked & { readonly id: string },
): Promise<void> {
  const { database, settings, issuer } = parts;
  const cookie = randomSecret();
  const seconds = settings.journeySeconds;
  try {
    const expires = Math.floor(Date.now() / 1000) + seconds;
    await saveMedmijRequest(database, asked, hashOf(cookie), expires);
  } catch (error) {
    logFailure(parts.log, error, {});
    sendFailure(parts, request, response, {
      ...{ status: 500, traceId: asked.correlation, sessionId: asked.id },
      back: asked,
    });
    return;
  }
  setJourneyCookie(response, { issuer, id: asked.id, value: cookie, seconds });
  response.set('Cache-Control', 'no-store').redirect(303, `${issuer}${journeyPath(asked.id)}`);
}

/**
 * The screens of an authorization request, in their order: sign in, choose a patient, agree. Plain
 * forms; nothing is kept in the browser but the library's cookies.
 */
import { Router, type Request, type RequestHandler, type Response } from 'express';
import { errors } from '../provider/library.js';
import { chosenLanguage, rememberLanguage } from '../screens/chosen-language.js';
import { formTarget, sendScreen } from '../screens/layout.js';
import { expiredScreen } from '../screens/plain-screens.js';
import { ForgedForm, readForm } from './form.js';
import { agree, askConsent, deny } from './consent-steps.js';
import { choosePatient, searchPatients } from './patient-steps.js';
import type { InteractionParts, Visit } from './visit.js';
import { askSignIn, cameBack, goElsewhere, signIn } from './sign-in-steps.js';

type Step = (parts: InteractionParts, visit: Visit) => Promise<void>;

export function interactionRouter(parts: InteractionParts): Router {
  const router = Router();
  const base = '/interaction/:uid';
  const shown = (step: Step): RequestHandler => visiting(parts, step, false);
  const sent = (step: Step): RequestHandler[] => [readForm, visiting(parts, step, true)];
  router.get(base, rememberLanguage, shown(current));
  router.post(`${base}/sign-in`, ...sent(signIn));
  router.post(`${base}/elsewhere/:source`, ...sent(goElsewhere));
  router.get(`${base}/came-back`, shown(cameBack));
  router.post(`${base}/patients`, ...sent(searchPatients));
  router.post(`${base}/patient`, ...sent(choosePatient));
  router.post(`${base}/consent`, ...sent(agree));
  router.post(`${base}/cancel`, ...sent(deny));
  // The language link of a screen that answered a form.
  router.get(`${base}/*rest`, (request, response) => {
    const [path = ''] = request.originalUrl.split('?');
    const here = path.slice(0, path.indexOf(uidOf(request)) + uidOf(request).length);
    response.redirect(303, here);
  });
  return router;
}

/** What the interaction waits for. */
const current: Step = async (parts, visit) => {
  await (visit.interaction.prompt.name === 'login' ? askSignIn : askConsent)(parts, visit);
};

function visiting(parts: InteractionParts, step: Step, isForm: boolean): RequestHandler {
  const root = new URL(parts.settings.issuer).pathname;
  return async (request, response) => {
    try {
      const visit = await visitOf(parts, request, response);
      if (isForm) parts.guard.check(request, visit.interaction.uid);
      await step(parts, visit);
    } catch (error) {
      const isStale = error instanceof errors.SessionNotFound;
      if (!isStale && !(error instanceof ForgedForm)) throw error;
      sendScreen(response, expiredScreen(chosenLanguage(request)), root, isStale ? 400 : 403);
    }
  };
}

function uidOf({ params }: Request): string {
  const { uid } = params;
  return typeof uid === 'string' ? uid : '';
}

/** @throws errors.SessionNotFound when the browser is not the one that began, or it took too long */
async function visitOf(
  { settings, provider: current, guard }: InteractionParts,
  request: Request,
  response: Response,
): Promise<Visit> {
  const provider = current();
  const interaction = await provider.interactionDetails(request, response);
  if (interaction.uid !== uidOf(request)) {
    throw new errors.SessionNotFound('the interaction is another one');
  }
  const client = await provider.Client.find(String(interaction.params['client_id']));
  if (client === undefined) throw new errors.SessionNotFound('the client is gone');
  const issuer = new URL(settings.issuer);
  return {
    request,
    response,
    provider,
    interaction,
    client,
    language: chosenLanguage(request, interaction.params['ui_locales']),
    path: `${issuer.pathname}/interaction/${interaction.uid}`,
    csrf: guard.token(interaction.uid),
    leadsTo: [formTarget(String(interaction.params['redirect_uri']))],
    show(screen, status) {
      sendScreen(response, screen, issuer.pathname, status);
    },
  };
}

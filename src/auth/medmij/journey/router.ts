/** The screens of a journey: plain forms; the browser keeps nothing but a cookie. */
import { Router, type RequestHandler } from 'express';
import { readForm } from '../../interaction/form.js';
import { rememberLanguage } from '../../screens/chosen-language.js';
import { MEDMIJ_PATHS, type MedmijParts } from '../parts.js';
import {
  answer,
  askPassword,
  cameBack,
  cancel,
  current,
  finish,
  goElsewhere,
  signIn,
} from './steps.js';
import { visiting, type Step } from './visit.js';

export function journeyRouter(parts: MedmijParts): Router {
  const router = Router();
  const base = `${MEDMIJ_PATHS.request}/:id`;
  const shown = (step: Step): RequestHandler => visiting(parts, step, false);
  const sent = (step: Step): RequestHandler[] => [readForm, visiting(parts, step, true)];
  router.get(base, rememberLanguage, shown(current));
  router.post(`${base}/continue`, ...sent(askPassword));
  router.post(`${base}/sign-in`, ...sent(signIn));
  router.post(`${base}/elsewhere/:source`, ...sent(goElsewhere));
  router.get(`${base}/came-back`, shown(cameBack));
  router.post(`${base}/consent`, ...sent(answer));
  router.post(`${base}/cancel`, ...sent(cancel));
  router.get(`${base}/finish`, shown(finish));
  // The browser's "back", or the language link of a screen that answered a form.
  router.get(
    `${base}/*rest`,
    shown((_parts, visit) => {
      visit.goOn();
      return Promise.resolve();
    }),
  );
  return router;
}

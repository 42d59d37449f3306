/** The language of a request: chosen on a screen before, else as the browser prefers. */
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { acceptedLanguage, language, type Language } from './language.js';

const LANGUAGE_COOKIE = 'vuurtoren_language';

const COOKIE = new RegExp(`(?:^|;\\s*)${LANGUAGE_COOKIE}=(nl|en)(?:;|$)`);

/** @param hint what the app says its user prefers, `ui_locales` */
export function chosenLanguage(request: IncomingMessage, hint?: unknown): Language {
  const chosen = language(COOKIE.exec(request.headers.cookie ?? '')?.[1]);
  return chosen ?? language(hint) ?? acceptedLanguage(request.headers['accept-language']);
}

/** `?lang=en` on a screen: from then on, until the browser is closed. */
export const rememberLanguage: RequestHandler = (request, response, next) => {
  const chosen = language(request.query['lang']);
  if (chosen === undefined) {
    next();
    return;
  }
  const [path = ''] = request.originalUrl.split('?');
  response.cookie(LANGUAGE_COOKIE, chosen, { httpOnly: true, sameSite: 'lax', path: '/' });
  response.set('Cache-Control', 'no-store').redirect(303, path);
};

/** The language of a request: chosen on a screen before, else as the browser prefers. */
import type { IncomingMessage } from 'node:http';
import { acceptedLanguage, language, type Language } from './language.js';

export const LANGUAGE_COOKIE = 'vuurtoren_language';

const COOKIE = new RegExp(`(?:^|;\\s*)${LANGUAGE_COOKIE}=(nl|en)(?:;|$)`);

/** @param hint what the app says its user prefers, `ui_locales` */
export function chosenLanguage(request: IncomingMessage, hint?: unknown): Language {
  const chosen = language(COOKIE.exec(request.headers.cookie ?? '')?.[1]);
  return chosen ?? language(hint) ?? acceptedLanguage(request.headers['accept-language']);
}

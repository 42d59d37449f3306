/** What all screens have in common. They work without scripts, and need nothing from elsewhere. */
import type { ServerResponse } from 'node:http';
import { html, type Html } from './html.js';
import type { Language } from './language.js';
import { TEXTS } from './texts.js';

export interface Screen {
  readonly title: string;
  readonly body: Html;
  readonly language: Language;
  /** Origins or schemes that a form of this screen leads on to, besides our own. */
  readonly leadsTo?: readonly string[];
  /** What went wrong with what was sent: it is read out and has the focus. */
  readonly problem?: string | undefined;
  /** Where the language can be changed: this screen's own path. Undefined where it can't. */
  readonly self?: string;
  /** URL that the browser goes on to by itself. */
  readonly next?: string;
  /** Who the screen is of, when that is not the server itself. */
  readonly brand?: string | undefined;
}

/** The document. @param root path of the authorization server, `/auth` */
export function page(screen: Screen, root: string): string {
  const { title, body, language, self, problem, next, brand = 'Vuurtoren' } = screen;
  const other: Language = language === 'nl' ? 'en' : 'nl';
  const texts = TEXTS[language];
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        ${next !== undefined && html`<meta http-equiv="refresh" content="0; url=${next}" />`}
        <title>${problem !== undefined && `${texts.problem}: `}${title} – ${brand}</title>
        <link rel="stylesheet" href="${root}/style.css" />
      </head>
      <body>
        <a class="skip" href="#main">${texts.skipToContent}</a>
        <header>
          <p class="brand">${brand}</p>
          ${
            self !== undefined &&
            html`<nav aria-label="${texts.language}">
              <a href="${self}?lang=${other}" lang="${other}" hreflang="${other}"
                >${TEXTS[other].ownName}</a
              >
            </nav>`
          }
        </header>
        <main id="main" tabindex="-1">
          <h1>${title}</h1>
          ${problem !== undefined && problemMessage(problem)} ${body}
        </main>
      </body>
    </html>`.text;
}

/** For `aria-describedby` of the fields that a problem is about. */
export const PROBLEM_ID = 'problem';

function problemMessage(text: string): Html {
  return html`<p class="message" role="alert" id="${PROBLEM_ID}" tabindex="-1" autofocus>
    ${text}
  </p>`;
}

/** Of a field that the problem is about. */
export const INVALID = html`aria-invalid="true" aria-describedby="${PROBLEM_ID}"`;

/**
 * Nothing is loaded but our style sheet, nothing runs, nobody may put us in a frame. Browsers also
 * judge by `form-action` where a form's answer redirects to.
 */
export function contentSecurityPolicy(leadsTo: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    `form-action ${["'self'", ...leadsTo].join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

export const SCREEN_HEADERS: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/** Answers with a screen. */
export function sendScreen(
  response: ServerResponse,
  screen: Screen,
  root: string,
  status = 200,
): void {
  response.writeHead(status, {
    ...SCREEN_HEADERS,
    'Content-Language': screen.language,
    'Content-Security-Policy': contentSecurityPolicy(screen.leadsTo),
  });
  response.end(page(screen, root));
}

/** What `form-action` must name for a redirect to this URL: its origin, or a scheme of an app. */
export function formTarget(url: string): string {
  const { origin, protocol } = new URL(url);
  return origin === 'null' ? protocol : origin;
}

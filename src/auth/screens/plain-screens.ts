/** Screens without choices: errors, signing out. */
import { html, Html } from './html.js';
import type { Language } from './language.js';
import type { Screen } from './layout.js';
import { TEXTS } from './texts.js';

/** @param code of OAuth, such as `invalid_request`: for the maker of the app */
export function errorScreen(
  language: Language,
  code: string,
  description: string | undefined,
): Screen {
  const texts = TEXTS[language].error;
  return {
    language,
    title: texts.title,
    body: html`<p>${texts.intro}</p>
      <dl>
        <dt>${texts.code}</dt>
        <dd><code>${code}</code></dd>
        ${
          description !== undefined &&
          html`<dt>${texts.detail}</dt>
            <dd lang="en">${description}</dd>`
        }
      </dl>`,
  };
}

/** The request under way is gone, or belongs to another window. */
export function expiredScreen(language: Language): Screen {
  const texts = TEXTS[language].error;
  return { language, title: texts.expiredTitle, body: html`<p>${texts.expired}</p>` };
}

/**
 * On the way to an identity provider. A redirect would do, were it not that browsers judge by the
 * `form-action` of the sign-in screen where it leads, over all further redirects that only the identity
 * provider knows.
 */
export function leavingScreen(language: Language, name: string, url: string): Screen {
  const texts = TEXTS[language].signIn;
  return {
    language,
    title: texts.title,
    next: url,
    body: html`<p>${texts.leaving(name)}</p>
      <p><a href="${url}" rel="noreferrer">${texts.leave(name)}</a></p>`,
  };
}

/** @param form of the library, with the id `op.logoutForm` */
export function signOutScreen(
  language: Language,
  form: string,
  leadsTo: readonly string[],
): Screen {
  const texts = TEXTS[language].signOut;
  return {
    language,
    title: texts.title,
    leadsTo,
    body: html`<p>${texts.question}</p>
      ${new Html(form)}
      <div class="actions">
        <button class="first" type="submit" form="op.logoutForm" name="logout" value="yes">
          ${texts.yes}
        </button>
        <button type="submit" form="op.logoutForm">${texts.no}</button>
      </div>`,
  };
}

export function signedOutScreen(language: Language): Screen {
  const texts = TEXTS[language].signOut;
  return { language, title: texts.doneTitle, body: html`<p>${texts.done}</p>` };
}

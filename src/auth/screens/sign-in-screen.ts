/** Signing in: with a password, or at somebody else. */
import { html, type Html } from './html.js';
import type { Language } from './language.js';
import { INVALID, type Screen } from './layout.js';
import { TEXTS } from './texts.js';
import type { SignInProblem } from '../elsewhere/refused.js';

export interface SignInFacts {
  readonly language: Language;
  /** This interaction's own path. */
  readonly path: string;
  readonly csrf: string;
  /** What the person signs in for. */
  readonly app: string;
  readonly username?: string;
  readonly problem?:
    | { readonly kind: 'wrong' }
    | { readonly kind: 'blocked'; readonly minutes: number }
    | { readonly kind: 'elsewhere'; readonly problem: SignInProblem };
  readonly providers: readonly {
    readonly id: string;
    readonly names: Readonly<Record<Language, string>>;
  }[];
  readonly leadsTo: readonly string[];
}

export function signInScreen(facts: SignInFacts): Screen {
  const { language, path, csrf, app, username = '', problem, providers } = facts;
  const texts = TEXTS[language].signIn;
  return {
    language,
    title: texts.title,
    self: path,
    leadsTo: facts.leadsTo,
    problem: problem === undefined ? undefined : problemText(problem, language),
    body: html`<p>${texts.for(app)}</p>
      <form method="post" action="${path}/sign-in">
        <input type="hidden" name="csrf" value="${csrf}" />
        <p class="field">
          <label for="username">${texts.username}</label>
          <input
            type="text"
            id="username"
            name="username"
            value="${username}"
            autocomplete="username"
            autocapitalize="none"
            spellcheck="false"
            required
            ${problem?.kind === 'wrong' && INVALID}
          />
        </p>
        <p class="field">
          <label for="password">${texts.password}</label>
          <input
            type="password"
            id="password"
            name="password"
            autocomplete="current-password"
            required
            ${problem?.kind === 'wrong' && INVALID}
          />
        </p>
        <div class="actions">
          <button class="first" type="submit">${texts.submit}</button>
          <button type="submit" form="cancel">${texts.cancel}</button>
        </div>
      </form>
      ${providers.length > 0 && elsewhere(facts)} ${cancelForm(path, csrf)}`,
  };
}

function problemText(problem: NonNullable<SignInFacts['problem']>, language: Language): string {
  const texts = TEXTS[language].signIn;
  switch (problem.kind) {
    case 'wrong':
      return texts.wrong;
    case 'blocked':
      return texts.tooMany(problem.minutes);
    case 'elsewhere':
      return texts.elsewhere[problem.problem];
  }
}

function elsewhere({ language, path, csrf, providers }: SignInFacts): Html {
  const texts = TEXTS[language].signIn;
  return html`<h2>${texts.or}</h2>
    ${providers.map(
      ({ id, names }) =>
        html`<form method="post" action="${path}/elsewhere/${id}">
          <input type="hidden" name="csrf" value="${csrf}" />
          <p class="field"><button type="submit">${texts.with(names[language])}</button></p>
        </form>`,
    )}`;
}

/** A way back to the app, which hears that access was denied; its button stands elsewhere. */
export function cancelForm(path: string, csrf: string): Html {
  return html`<form method="post" action="${path}/cancel" id="cancel">
    <input type="hidden" name="csrf" value="${csrf}" />
  </form>`;
}

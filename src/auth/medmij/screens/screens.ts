/**
 * The screens of a journey, in their order: landing page, consent or confirmation, and the ways out.
 * Names come from the OAuth client list and the operator's settings, never from the request.
 */
import type { Closing, UseCase } from '../../../storage/auth/medmij/requests.js';
import { html, type Html } from '../../screens/html.js';
import type { Language } from '../../screens/language.js';
import type { Screen } from '../../screens/layout.js';
import { cancelForm } from '../../screens/sign-in-screen.js';
import { MEDMIJ_TEXTS, type Names } from './texts.js';

export interface JourneyFacts {
  readonly language: Language;
  /** This journey's own path. */
  readonly path: string;
  readonly csrf: string;
  readonly names: Names;
  readonly kind: UseCase;
}

function base({
  language,
  path,
  names,
}: JourneyFacts): Pick<Screen, 'language' | 'self' | 'brand'> {
  return { language, self: path, brand: names.provider };
}

export interface LandingFacts extends JourneyFacts {
  readonly providers: readonly {
    readonly id: string;
    readonly names: Readonly<Record<Language, string>>;
  }[];
  /** Whether people can sign in with a password of this server. */
  readonly passwords: boolean;
  /** True when signing in elsewhere went wrong. */
  readonly failed: boolean;
}

/** Whose page this is, who asks for what, and how to go on. */
export function landingScreen(facts: LandingFacts): Screen {
  const { language, path, csrf, names, kind, providers, passwords } = facts;
  const texts = MEDMIJ_TEXTS[language].landing;
  const way = (action: string, text: string): Html =>
    html`<form method="post" action="${path}/${action}">
      <input type="hidden" name="csrf" value="${csrf}" />
      <p class="field"><button class="first" type="submit">${text}</button></p>
    </form>`;
  return {
    ...base(facts),
    title: texts.title[kind](names),
    problem: facts.failed ? texts.failed : undefined,
    body: html`<p><strong>${texts.asks[kind](names)}</strong></p>
      <p>${texts.where(names)} ${texts.why(names)}</p>
      ${providers.map((one) => way(`elsewhere/${one.id}`, texts.signInWith(one.names[language])))}
      ${passwords && way('continue', texts.signInHere)} ${cancelForm(path, csrf)}
      <p><button type="submit" form="cancel">${texts.cancel}</button></p>`,
  };
}

export interface ConsentFacts extends JourneyFacts {
  /** Names of gegevensdiensten. */
  readonly services: readonly string[];
  readonly privacyUrl: string;
  readonly lapseMonths: number;
  /** Where consents can be ended. */
  readonly grantsUrl: string;
}

/** The consent statement (Toestemmingsverklaring); an indefinite consent is never ours to tick. */
export function consentScreen(facts: ConsentFacts): Screen {
  const { language, names, services, lapseMonths } = facts;
  const texts = MEDMIJ_TEXTS[language].consent;
  return {
    ...base(facts),
    title: texts.title,
    body: html`<p><strong>${texts.question(names)}</strong></p>
      <p>${texts.what(names)}</p>
      ${
        services.length > 0 &&
        html`<details>
          <summary>${texts.which}</summary>
          <ul>
            ${services.map((name) => html`<li>${name}</li>`)}
          </ul>
        </details>`
      }
      ${explanation(facts)}
      ${answerForm(
        facts,
        texts,
        html`<fieldset>
          <legend>${texts.howLong}</legend>
          <label class="choice">
            <input type="checkbox" name="long-term" value="yes" />
            <span>
              ${texts.longTerm(names)}
              <span class="hint">${texts.longTermHint(lapseMonths)}</span>
            </span>
          </label>
          <p class="hint">${texts.once}</p>
        </fieldset>`,
      )}`,
  };
}

function explanation({ language, names, privacyUrl, lapseMonths, grantsUrl }: ConsentFacts): Html {
  const { newWindow, consent: texts } = MEDMIJ_TEXTS[language];
  const link = (url: string, text: string): Html =>
    html`<a href="${url}" target="_blank" rel="noopener noreferrer">${text} ${newWindow}</a>`;
  return html`<details>
    <summary>${texts.more}</summary>
    <ul>
      <li>${texts.law(names)}</li>
      <li>${texts.voluntary}</li>
      <li>${texts.change(names)} ${link(grantsUrl, texts.changeHere)}</li>
      <li>${texts.lapse(names, lapseMonths)}</li>
      <li>${texts.rules(names)}</li>
      <li>${link(privacyUrl, texts.privacy(names))}</li>
    </ul>
  </details>`;
}

function answerForm(
  { path, csrf }: JourneyFacts,
  { allow, deny }: { readonly allow: string; readonly deny: string },
  fields?: Html,
): Html {
  return html`<form method="post" action="${path}/consent">
    <input type="hidden" name="csrf" value="${csrf}" />
    ${fields}
    <div class="actions">
      <button class="first" type="submit" name="answer" value="allow">${allow}</button>
      <button type="submit" name="answer" value="deny">${deny}</button>
    </div>
  </form>`;
}

/** The confirmation (Bevestigingsverklaring) that something may be shared, once. */
export function confirmScreen(facts: JourneyFacts & { readonly service: string }): Screen {
  const { language, names, service } = facts;
  const texts = MEDMIJ_TEXTS[language].confirm;
  return {
    ...base(facts),
    title: texts.title,
    body: html`<p><strong>${texts.question(names, service)}</strong></p>
      <p>${texts.what(names)} ${texts.decides(names)} ${texts.once}</p>
      ${answerForm(facts, texts)}`,
  };
}

/** On the way back with a code. A form's redirects are judged by `form-action`, over hops of the PGO. */
export function goingBackScreen(facts: JourneyFacts): Screen {
  const { language, path, names } = facts;
  const { goingBack: texts, back } = MEDMIJ_TEXTS[language];
  return {
    language,
    brand: names.provider,
    title: texts.title(names),
    next: `${path}/finish`,
    body: html`<p>${texts.body(names)}</p>
      <p><a class="button first" href="${path}/finish">${back(names)}</a></p>`,
  };
}

/** The end without data: cancelled (annuleringspagina), or nothing to exchange. One way leads on. */
export function closingScreen(facts: JourneyFacts, closing: Closing): Screen {
  const { language, path, names } = facts;
  const { [closing]: texts, back } = MEDMIJ_TEXTS[language];
  return {
    ...base(facts),
    title: texts.title,
    body: html`<p>${texts.body(names)}</p>
      ${closing === 'nothing' && whyNothing(facts)}
      <p><a class="button first" href="${path}/finish">${back(names)}</a></p>`,
  };
}

/** All that can be the reason; which one it is isn't told. */
function whyNothing({ language, names }: JourneyFacts): Html {
  const texts = MEDMIJ_TEXTS[language].nothing;
  return html`<ul>
      ${texts.reasons.map((reason) => html`<li>${reason(names)}</li>`)}
    </ul>
    <p>${texts.untold(names)} ${texts.contact(names)}</p>`;
}

export interface FailureFacts {
  readonly language: Language;
  readonly dva: { readonly name: string; readonly phone: string };
  /** In place of our own. */
  readonly sentence: string | undefined;
  readonly traceId: string | undefined;
  readonly sessionId: string;
  /** Only when client and redirect URI are right. */
  readonly back?: { readonly url: string; readonly pgo: string } | undefined;
}

/** Technische storing: what to say on the telephone, and nothing about what went wrong. */
export function failureScreen(facts: FailureFacts): Screen {
  const { language, dva, sentence, traceId = '–', sessionId, back } = facts;
  const texts = MEDMIJ_TEXTS[language].failure;
  return {
    language,
    brand: dva.name,
    title: texts.title,
    body: html`<p>${sentence ?? texts.body}</p>
      <p>${texts.contact(dva.name, dva.phone)}</p>
      <ul>
        <li>Trace ID: ${traceId}</li>
        <li>Session ID: ${sessionId}</li>
      </ul>
      ${
        back !== undefined &&
        html`<p><a class="button" href="${back.url}">${texts.backAnyway(back.pgo)}</a></p>`
      }`,
  };
}

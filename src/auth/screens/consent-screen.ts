/** What an app will see, in plain words, and how to let it see less. */
import type { ConsentChoice, ConsentItem, ConsentRequest } from '../smart/consent.js';
import { html, type Html } from './html.js';
import type { Language } from './language.js';
import type { Screen } from './layout.js';
import { itemHint, itemWords, partWords } from './scope-words.js';
import { TEXTS } from './texts.js';

export interface ConsentFacts {
  readonly language: Language;
  readonly path: string;
  readonly csrf: string;
  readonly app: string;
  /** Who is signed in. */
  readonly person: string;
  /** Whom the data are about, when there is one. */
  readonly patient: string | undefined;
  /** True when that is the person who is signed in. */
  readonly isOwn: boolean;
  readonly request: ConsentRequest;
  /** What is ticked. */
  readonly choice: ConsentChoice;
  readonly refreshDays: number;
  /** True when nothing was, and the form came back. */
  readonly isEmpty: boolean;
  readonly leadsTo: readonly string[];
  /** Where consents can be withdrawn. */
  readonly grantsUrl: string;
}

export function consentScreen(facts: ConsentFacts): Screen {
  const { language, path, csrf, app, person, request } = facts;
  const texts = TEXTS[language].consent;
  return {
    language,
    title: texts.title(app),
    self: path,
    leadsTo: facts.leadsTo,
    problem: facts.isEmpty ? texts.nothingChosen : undefined,
    body: html`<p>${texts.signedInAs(person)} ${about(facts)}</p>
      <p>${texts.intro(app)}</p>
      <form method="post" action="${path}/consent">
        <input type="hidden" name="csrf" value="${csrf}" />
        ${request.items.map((item, index) => itemField(item, index, facts))} ${extras(facts)}
        <div class="actions">
          <button class="first" type="submit" name="answer" value="allow">${texts.allow}</button>
          <button type="submit" name="answer" value="deny">${texts.deny}</button>
        </div>
      </form>
      <p class="after"><a href="${facts.grantsUrl}">${texts.withdraw}</a></p>`,
  };
}

function about({ patient, isOwn, language }: ConsentFacts): string | undefined {
  const texts = TEXTS[language].consent;
  if (isOwn) return texts.aboutYou;
  return patient === undefined ? undefined : texts.about(patient);
}

/** One that has no parts is agreed to or not. */
function itemField(item: ConsentItem, index: number, { language, choice }: ConsentFacts): Html {
  const chosen = choice.items[index] ?? 'none';
  const texts = TEXTS[language].consent;
  const words = itemWords(item, language);
  const hint = itemHint(item, language);
  if (item.parts.length === 0) {
    return html`<label class="choice">
      <input type="checkbox" name="item-${index}" value="all" ${chosen === 'all' && CHECKED} />
      <span>${words} ${hint !== '' && html`<span class="hint">${hint}</span>`}</span>
    </label>`;
  }
  const parts = typeof chosen === 'string' ? [] : chosen;
  const ticked = typeof chosen === 'string' ? chosen : 'part';
  const way = (value: string, text: string): Html =>
    html`<label class="choice">
      <input type="radio" name="item-${index}" value="${value}" ${value === ticked && CHECKED} />
      <span>${text}</span>
    </label>`;
  return html`<fieldset>
    <legend>${words}</legend>
    ${hint !== '' && html`<p class="hint">${hint}</p>`} ${way('all', texts.all)}
    ${way('part', texts.part)} ${partFields(item, index, { language, chosen: parts })}
    ${way('none', texts.nothing)}
  </fieldset>`;
}

const CHECKED = html`checked`;

/** Shown when only a part is to be allowed. */
function partFields(
  item: ConsentItem,
  index: number,
  { language, chosen }: { readonly language: Language; readonly chosen: readonly number[] },
): Html {
  const label = TEXTS[language].consent.partOf(itemWords(item, language));
  return html`<div class="parts" role="group" aria-label="${label}">
    ${item.parts.map(
      (part, place) =>
        html`<label class="choice">
          <input
            type="checkbox"
            name="parts-${index}"
            value="${place}"
            ${chosen.includes(place) && CHECKED}
          />
          <span>${partWords(part, language)}</span>
        </label>`,
    )}
  </div>`;
}

/** What is asked besides data. */
function extras({ request, choice, language, refreshDays }: ConsentFacts): Html {
  const texts = TEXTS[language].consent;
  const box = (name: 'identity' | 'refresh' | 'admin', text: string, hint?: string): Html =>
    html`<label class="choice">
      <input type="checkbox" name="${name}" value="yes" ${choice[name] && CHECKED} />
      <span>${text} ${hint !== undefined && html`<span class="hint">${hint}</span>`}</span>
    </label>`;
  const isOffline = request.refresh === 'offline_access';
  return html`${request.identity && box('identity', texts.identity, texts.identityHint)}
  ${
    request.refresh !== undefined &&
    (isOffline
      ? box('refresh', texts.offline, texts.offlineHint(refreshDays))
      : box('refresh', texts.online, texts.onlineHint))
  }
  ${request.admin && box('admin', texts.admin)}`;
}

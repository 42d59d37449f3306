/** What a person granted to apps, with a way to take it back. */
import { html } from './html.js';
import type { Language } from './language.js';
import type { Screen } from './layout.js';
import { TEXTS } from './texts.js';

export interface ShownGrant {
  readonly id: string;
  readonly app: string;
  /** True when the data are the person's own. */
  readonly isOwn: boolean;
  /** Whom else the data are about. */
  readonly patient: string | undefined;
  readonly since: string;
  readonly until: string;
  /** In plain words. */
  readonly allowed: readonly string[];
}

export interface GrantsFacts {
  readonly language: Language;
  readonly path: string;
  readonly csrf: string;
  readonly person: string;
  readonly grants: readonly ShownGrant[];
  readonly wasWithdrawn: boolean;
  readonly signOutUrl: string;
}

export function grantsScreen(facts: GrantsFacts): Screen {
  const { language, path, csrf, person, grants, wasWithdrawn } = facts;
  const texts = TEXTS[language].grants;
  return {
    language,
    title: texts.title,
    self: path,
    body: html`<p>${TEXTS[language].consent.signedInAs(person)}</p>
      ${wasWithdrawn && html`<p class="message good" role="status">${texts.withdrawn}</p>`}
      <p>${grants.length === 0 ? texts.none : texts.intro}</p>
      <ul class="list">
        ${grants.map(
          (grant) =>
            html`<li>
              <h2>${grant.app}</h2>
              ${grant.isOwn && html`<p>${TEXTS[language].consent.aboutYou}</p>`}
              ${grant.patient !== undefined && html`<p>${texts.patient(grant.patient)}</p>`}
              <ul>
                ${grant.allowed.map((words) => html`<li>${words}</li>`)}
              </ul>
              <p class="quiet">${texts.since(grant.since)}, ${texts.until(grant.until)}</p>
              <form method="post" action="${path}/withdraw">
                <input type="hidden" name="csrf" value="${csrf}" />
                <input type="hidden" name="grant" value="${grant.id}" />
                <button type="submit">${texts.withdraw(grant.app)}</button>
              </form>
            </li>`,
        )}
      </ul>
      <p><a href="${facts.signOutUrl}">${texts.signOut}</a></p>`,
  };
}

/** What a person granted to apps, with a way to take it back. */
import { html, type Html } from './html.js';
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

/** A consent of MedMij, in words. */
export interface ShownConsent {
  readonly id: string;
  /** The PGO and its host name. */
  readonly pgo: string;
  readonly host: string;
  readonly what: string;
  readonly howLong: string;
  readonly since: string;
  readonly used: string;
}

export interface GrantsFacts {
  readonly language: Language;
  readonly path: string;
  readonly csrf: string;
  readonly person: string;
  readonly grants: readonly ShownGrant[];
  readonly consents: readonly ShownConsent[];
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
      <p>${grants.length + facts.consents.length === 0 ? texts.none : texts.intro}</p>
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
        ${facts.consents.map((consent) => consentEntry(consent, facts))}
      </ul>
      <p><a href="${facts.signOutUrl}">${texts.signOut}</a></p>`,
  };
}

function consentEntry(consent: ShownConsent, { language, path, csrf }: GrantsFacts): Html {
  const texts = TEXTS[language].grants;
  const { id, pgo, host, what, howLong, since, used } = consent;
  return html`<li>
    <h2>${pgo}</h2>
    <p class="quiet">${host}</p>
    <ul>
      <li>${what}</li>
      <li>${howLong}</li>
    </ul>
    <p class="quiet">${since}, ${used}</p>
    <form method="post" action="${path}/medmij">
      <input type="hidden" name="csrf" value="${csrf}" />
      <input type="hidden" name="consent" value="${id}" />
      <button type="submit">${texts.withdraw(pgo)}</button>
    </form>
  </li>`;
}

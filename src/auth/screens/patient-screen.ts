/** Choosing the patient that an app will work with. */
import type { PatientList, PatientQuery, PatientSummary, QueryFault } from '../people/patients.js';
import { html, type Html } from './html.js';
import type { Language } from './language.js';
import type { Screen } from './layout.js';
import { cancelForm } from './sign-in-screen.js';
import { TEXTS } from './texts.js';

export interface PatientFacts {
  readonly language: Language;
  readonly path: string;
  readonly csrf: string;
  readonly app: string;
  readonly query: PatientQuery;
  readonly found: PatientList | QueryFault | 'forbidden' | undefined;
  readonly leadsTo: readonly string[];
}

export function patientScreen(facts: PatientFacts): Screen {
  const { language, path, csrf, app, query } = facts;
  const texts = TEXTS[language].patients;
  const field = (name: keyof PatientQuery, label: string, type: string): Html =>
    html`<p class="field">
      <label for="${name}">${label}</label>
      <input
        type="${type}"
        id="${name}"
        name="${name}"
        value="${query[name]}"
        autocomplete="off"
        ${name === 'bsn' && NUMERIC}
      />
    </p>`;
  return {
    language,
    title: texts.title,
    self: path,
    leadsTo: facts.leadsTo,
    body: html`<p>${texts.intro(app)}</p>
      ${problem(facts)}
      <form method="post" action="${path}/patients" role="search">
        <input type="hidden" name="csrf" value="${csrf}" />
        ${field('name', texts.name, 'text')} ${field('birthDate', texts.birthDate, 'date')}
        ${field('bsn', texts.bsn, 'text')}
        <div class="actions">
          <button class="first" type="submit">${texts.search}</button>
          <button type="submit" form="cancel">${texts.cancel}</button>
        </div>
      </form>
      ${results(facts)} ${cancelForm(path, csrf)}`,
  };
}

const NUMERIC = html`inputmode="numeric"`;

function problem({ found, language }: PatientFacts): Html | undefined {
  const texts = TEXTS[language].patients;
  const problems = {
    empty: texts.askForSomething,
    bsn: texts.wrongBsn,
    date: texts.wrongDate,
    forbidden: texts.notAllowed,
  };
  if (typeof found !== 'string') return undefined;
  return html`<p class="message" role="alert">${problems[found]}</p>`;
}

function results({ found, language, path, csrf }: PatientFacts): Html | undefined {
  if (found === undefined || typeof found === 'string') return undefined;
  const texts = TEXTS[language].patients;
  const { patients, hasMore } = found;
  return html`<h2 id="results">${texts.results}</h2>
    ${patients.length === 0 && html`<p role="status">${texts.none}</p>`}
    <ul class="list" aria-labelledby="results">
      ${patients.map((patient) => {
        const name = patient.name ?? texts.noName;
        return html`<li class="row">
          <p>
            <strong>${name}</strong><br /><span class="quiet">${bornOn(patient, language)}</span>
          </p>
          <form method="post" action="${path}/patient">
            <input type="hidden" name="csrf" value="${csrf}" />
            <input type="hidden" name="patient" value="${patient.id}" />
            <button type="submit">${texts.choose(name)}</button>
          </form>
        </li>`;
      })}
    </ul>
    ${hasMore && html`<p role="status">${texts.more}</p>`}`;
}

function bornOn({ birthDate }: PatientSummary, language: Language): string {
  return birthDate === undefined
    ? ''
    : TEXTS[language].patients.born(dateWords(birthDate, language));
}

/** `12 maart 1948`; a date that is less precise as FHIR has it. */
export function dateWords(date: string, language: Language): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return date;
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}

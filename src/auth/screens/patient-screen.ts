/** Choosing the patient that an app will work with. */
import type { PatientList, PatientQuery, PatientSummary, QueryFault } from '../people/patients.js';
import { html, type Html } from './html.js';
import type { Language } from './language.js';
import { INVALID, type Screen } from './layout.js';
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
  const { language, path, csrf, app, found } = facts;
  const texts = TEXTS[language].patients;
  return {
    language,
    title: texts.title,
    self: path,
    leadsTo: facts.leadsTo,
    problem: typeof found === 'string' ? texts[PROBLEMS[found]] : undefined,
    body: html`<p>${texts.intro(app)}</p>
      <form method="post" action="${path}/patients" role="search">
        <input type="hidden" name="csrf" value="${csrf}" />
        ${field(facts, 'name', texts.name)}
        ${field(facts, 'birthDate', texts.birthDate, texts.birthDateHint)}
        ${field(facts, 'bsn', texts.bsn)}
        <div class="actions">
          <button class="first" type="submit">${texts.search}</button>
          <button type="submit" form="cancel">${texts.cancel}</button>
        </div>
      </form>
      ${results(facts)} ${cancelForm(path, csrf)}`,
  };
}

const PROBLEMS = {
  empty: 'askForSomething',
  bsn: 'wrongBsn',
  date: 'wrongDate',
  forbidden: 'notAllowed',
} as const;

/** The field that a problem is about. */
const PROBLEM_FIELDS: Readonly<Record<string, keyof PatientQuery>> = {
  bsn: 'bsn',
  date: 'birthDate',
};

/**
 * Dates are typed: people know a date of birth by heart, and a calendar is in their way
 * (https://design-system.service.gov.uk/components/date-input/).
 */
function field(
  { query, found }: PatientFacts,
  name: keyof PatientQuery,
  label: string,
  hint?: string,
): Html {
  const isWrong = typeof found === 'string' && PROBLEM_FIELDS[found] === name;
  return html`<p class="field">
    <label for="${name}">
      ${label} ${hint !== undefined && html`<span class="hint">${hint}</span>`}
    </label>
    <input
      type="text"
      id="${name}"
      name="${name}"
      value="${query[name]}"
      autocomplete="off"
      ${name === 'bsn' && NUMERIC}
      ${isWrong && INVALID}
    />
  </p>`;
}

const NUMERIC = html`inputmode="numeric"`;

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
            <strong>${name}</strong><br /><span class="quiet">${features(patient, language)}</span>
          </p>
          <form method="post" action="${path}/patient">
            <input type="hidden" name="csrf" value="${csrf}" />
            <input type="hidden" name="patient" value="${patient.id}" />
            <button type="submit">${texts.choose} <span class="unseen">${name}</span></button>
          </form>
        </li>`;
      })}
    </ul>
    ${hasMore && html`<p role="status">${texts.more}</p>`}`;
}

/** What tells people of one name apart. */
function features({ birthDate, gender, city }: PatientSummary, language: Language): string {
  const texts = TEXTS[language].patients;
  return [
    birthDate === undefined ? undefined : texts.born(dateWords(birthDate, language)),
    gender === undefined ? undefined : texts.genders[gender],
    city,
  ]
    .filter((one) => one !== undefined)
    .join(', ');
}

/** `Henk van der Berg, geboren op 12 maart 1948` */
export function patientWords({ name, birthDate }: PatientSummary, language: Language): string {
  const { noName, born } = TEXTS[language].patients;
  const known = name ?? noName;
  return birthDate === undefined ? known : `${known}, ${born(dateWords(birthDate, language))}`;
}

/** `12 maart 1948`; a date that is less precise as FHIR has it. */
export function dateWords(date: string, language: Language): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return date;
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}

/** Scopes in plain words. A type that has no word here is shown by its FHIR name. */
import type { FilterParameter } from '../../access/scope-filter.js';
import type { Permission } from '../../access/scopes.js';
import type { ConsentItem, ConsentPart } from '../smart/consent.js';
import type { Language } from './language.js';
import { TEXTS } from './texts.js';

type Words = readonly [nl: string, en: string];

const TYPES: Readonly<Record<string, Words>> = {
  '*': ['Alle gegevens', 'All data'],
  AllergyIntolerance: ['Allergieën en overgevoeligheden', 'Allergies and intolerances'],
  Appointment: ['Afspraken', 'Appointments'],
  AuditEvent: ['Wie gegevens heeft bekeken', 'Who looked at data'],
  Binary: ['Bestanden', 'Files'],
  CarePlan: ['Zorgplannen en behandelplannen', 'Care plans'],
  CareTeam: ['Zorgteams', 'Care teams'],
  Communication: ['Berichten', 'Messages'],
  Composition: ['Verslagen', 'Reports'],
  Condition: ['Ziekten, klachten en diagnoses', 'Illnesses, complaints and diagnoses'],
  Consent: ['Toestemmingen en behandelaanwijzingen', 'Consents and treatment directives'],
  Coverage: ['Zorgverzekering', 'Health insurance'],
  Device: ['Hulpmiddelen en implantaten', 'Devices and implants'],
  DeviceUseStatement: ['Gebruik van hulpmiddelen', 'Use of devices'],
  DiagnosticReport: ['Uitslagen van onderzoek', 'Results of examinations'],
  DocumentReference: ['Documenten en brieven', 'Documents and letters'],
  Encounter: ['Contacten, opnames en bezoeken', 'Contacts, admissions and visits'],
  EpisodeOfCare: ['Zorgepisodes', 'Episodes of care'],
  FamilyMemberHistory: ['Ziekten in de familie', 'Illnesses in the family'],
  Flag: ['Waarschuwingen', 'Alerts'],
  Goal: ['Behandeldoelen', 'Goals of treatment'],
  Immunization: ['Vaccinaties', 'Vaccinations'],
  ImagingStudy: ['Röntgenfoto’s en scans', 'X-rays and scans'],
  List: ['Lijsten', 'Lists'],
  Location: ['Locaties', 'Locations'],
  Medication: ['Medicijnen (wat het zijn)', 'Medicines (what they are)'],
  MedicationAdministration: ['Toegediende medicijnen', 'Medicines administered'],
  MedicationDispense: ['Verstrekte medicijnen', 'Medicines dispensed'],
  MedicationRequest: ['Voorgeschreven medicijnen', 'Medicines prescribed'],
  MedicationStatement: ['Gebruikte medicijnen', 'Medicines used'],
  NutritionOrder: ['Voedingsadviezen', 'Dietary advice'],
  Observation: ['Metingen, uitslagen en bevindingen', 'Measurements, results and findings'],
  Organization: ['Zorgorganisaties', 'Care organizations'],
  Patient: ['Naam, adres en andere persoonsgegevens', 'Name, address and other personal data'],
  Person: ['Personen', 'Persons'],
  Practitioner: ['Zorgverleners', 'Care professionals'],
  PractitionerRole: ['Functies van zorgverleners', 'Roles of care professionals'],
  Procedure: ['Behandelingen en operaties', 'Treatments and operations'],
  Provenance: ['Waar gegevens vandaan komen', 'Where data come from'],
  Questionnaire: ['Vragenlijsten', 'Questionnaires'],
  QuestionnaireResponse: ['Ingevulde vragenlijsten', 'Answers to questionnaires'],
  RelatedPerson: ['Familie en contactpersonen', 'Family and contacts'],
  Schedule: ['Agenda’s', 'Schedules'],
  ServiceRequest: ['Verwijzingen en aanvragen', 'Referrals and orders'],
  Specimen: ['Afgenomen materiaal', 'Specimens'],
  Task: ['Taken', 'Tasks'],
};

const CODES: Readonly<Record<string, Words>> = {
  activity: ['beweging', 'activity'],
  'encounter-diagnosis': ['diagnoses bij een contact', 'diagnoses of a contact'],
  exam: ['lichamelijk onderzoek', 'physical examination'],
  imaging: ['beeldvormend onderzoek', 'imaging'],
  laboratory: ['laboratoriumuitslagen', 'laboratory results'],
  'problem-list-item': ['probleemlijst', 'problem list'],
  procedure: ['metingen bij een behandeling', 'measurements of a treatment'],
  'social-history': ['leefstijl en woonsituatie', 'lifestyle and living conditions'],
  survey: ['vragenlijsten en scores', 'questionnaires and scores'],
  therapy: ['therapie', 'therapy'],
  'vital-signs': [
    'bloeddruk, gewicht en andere vitale functies',
    'blood pressure, weight and other vital signs',
  ],
};

const LETTERS: Readonly<Record<Permission, Words>> = {
  r: ['zien', 'see'],
  s: ['zien', 'see'],
  c: ['toevoegen', 'add'],
  u: ['wijzigen', 'change'],
  d: ['verwijderen', 'delete'],
};

/** Search parameters that scopes often have. */
const PARAMETERS: Readonly<Record<string, Words>> = {
  code: ['code', 'code'],
  date: ['datum', 'date'],
  status: ['status', 'status'],
};

function inLanguage([nl, en]: Words, language: Language): string {
  return language === 'nl' ? nl : en;
}

export function typeWords(type: string, language: Language): string {
  const words = TYPES[type];
  return words === undefined ? type : inLanguage(words, language);
}

/** `zien`, `toevoegen en wijzigen`; opening and searching are both seeing. */
export function deedWords(permissions: ReadonlySet<Permission>, language: Language): string {
  const words = [...permissions].map((letter) => inLanguage(LETTERS[letter], language));
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(new Set(words));
}

/** `Metingen, uitslagen en bevindingen: zien` */
export function itemWords(item: ConsentItem, language: Language): string {
  return `${typeWords(item.type, language)}: ${deedWords(item.permissions, language)}`;
}

/**
 * Whose data, where that is not the patient whom the screen is about, and with which condition; empty
 * when there is nothing to say.
 */
export function itemHint(
  { level, filter }: Pick<ConsentItem, 'level' | 'filter'>,
  language: Language,
): string {
  const texts = TEXTS[language].consent;
  const conditions = filter.map((one) => conditionWords(one, language)).join('; ');
  return [
    ...(level === 'patient' ? [] : [texts.ofUser]),
    ...(conditions === '' ? [] : [texts.only(conditions)]),
  ].join(', ');
}

/** `laboratoriumuitslagen`, `status = active`; what is not known is shown as it is, for somebody may know it. */
function conditionWords([name, value]: FilterParameter, language: Language): string {
  const values = value.split(',').map((one) => {
    const words = CODES[one.slice(one.lastIndexOf('|') + 1)];
    return words === undefined ? one : inLanguage(words, language);
  });
  const text = values.join(language === 'nl' ? ' of ' : ' or ');
  if (name === 'category') return text;
  const parameter = PARAMETERS[name];
  return `${parameter === undefined ? name : inLanguage(parameter, language)} = ${text}`;
}

export function partWords({ label }: ConsentPart, language: Language): string {
  if (label.kind === 'type') return typeWords(label.type, language);
  const words = CODES[label.code];
  return words === undefined ? label.code : inLanguage(words, language);
}

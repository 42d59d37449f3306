/** Search parameters of a few types, written down from https://hl7.org/fhir/R4/searchparameter-registry.html */

export type Source = readonly [
  path: string,
  type: string,
  /** That the binding of a code says. */
  system?: string,
];

export interface Pair {
  /** The repetitions that the parts of a composite share. */
  readonly base: string;
  readonly code: string;
  readonly value: Source;
}

export type NaiveParameter =
  | {
      readonly kind: 'token' | 'string' | 'date' | 'quantity' | 'uri';
      readonly sources: readonly Source[];
    }
  | {
      readonly kind: 'reference';
      readonly path: string;
      /** Types of the targets. */
      readonly targets: readonly string[];
      /** Only references to this type count. */
      readonly only?: string;
    }
  /** A reference by url, and version if there is one. */
  | { readonly kind: 'canonical'; readonly path: string; readonly targets: readonly string[] }
  | {
      readonly kind: 'composite';
      readonly pairs: readonly Pair[];
      readonly part: 'token' | 'string' | 'date' | 'quantity';
    };

export type ParameterTable = Readonly<Record<string, NaiveParameter>>;

type SourceKind = 'token' | 'string' | 'date' | 'quantity' | 'uri';

function by(kind: SourceKind, ...sources: string[]): NaiveParameter {
  return {
    kind,
    sources: sources.map((source): Source => {
      const [path = '', type = ''] = source.split(':');
      return [path, type];
    }),
  };
}

/** A `code` that is bound to a value set of one code system. */
function bound(path: string, system: string): NaiveParameter {
  return { kind: 'token', sources: [[path, 'code', `http://hl7.org/fhir/${system}`]] };
}

function to(path: string, ...targets: string[]): NaiveParameter {
  return { kind: 'reference', path, targets };
}

function only(type: string, path: string): NaiveParameter {
  return { kind: 'reference', path, targets: [type], only: type };
}

type PartKind = 'token' | 'string' | 'date' | 'quantity';

function pairs(part: PartKind, value: string, ...bases: string[]): NaiveParameter {
  const [path = '', type = ''] = value.split(':');
  return {
    kind: 'composite',
    part,
    pairs: bases.map((base) => ({ base, code: 'code', value: [path, type] })),
  };
}

const COMMON: ParameterTable = {
  _tag: by('token', 'meta.tag:Coding'),
  _security: by('token', 'meta.security:Coding'),
  _profile: by('uri', 'meta.profile:canonical'),
  _source: by('uri', 'meta.source:uri'),
};

const PEOPLE = ['Practitioner', 'PractitionerRole', 'Organization', 'Patient', 'RelatedPerson'];

const OWN: Readonly<Record<string, ParameterTable>> = {
  Organization: {
    active: by('token', 'active:boolean'),
    'address-city': by('string', 'address.city:string'),
    identifier: by('token', 'identifier:Identifier'),
    name: by('string', 'name:string', 'alias:string'),
    partof: to('partOf', 'Organization'),
    type: by('token', 'type:CodeableConcept'),
  },
  Patient: {
    active: by('token', 'active:boolean'),
    address: by('string', 'address:Address'),
    'address-city': by('string', 'address.city:string'),
    birthdate: by('date', 'birthDate:date'),
    family: by('string', 'name.family:string'),
    gender: bound('gender', 'administrative-gender'),
    'general-practitioner': to(
      'generalPractitioner',
      'Organization',
      'Practitioner',
      'PractitionerRole',
    ),
    given: by('string', 'name.given:string'),
    identifier: by('token', 'identifier:Identifier'),
    language: by('token', 'communication.language:CodeableConcept'),
    link: to('link.other', 'Patient', 'RelatedPerson'),
    name: by('string', 'name:HumanName'),
    organization: to('managingOrganization', 'Organization'),
    telecom: by('token', 'telecom:ContactPoint'),
  },
  Encounter: {
    class: by('token', 'class:Coding'),
    date: by('date', 'period:Period'),
    length: by('quantity', 'length:Quantity'),
    'part-of': to('partOf', 'Encounter'),
    patient: only('Patient', 'subject'),
    'reason-code': by('token', 'reasonCode:CodeableConcept'),
    'service-provider': to('serviceProvider', 'Organization'),
    status: bound('status', 'encounter-status'),
    subject: to('subject', 'Patient', 'Group'),
    type: by('token', 'type:CodeableConcept'),
  },
  Condition: {
    category: by('token', 'category:CodeableConcept'),
    code: by('token', 'code:CodeableConcept'),
    encounter: to('encounter', 'Encounter'),
    'onset-age': by('quantity', 'onsetAge:Quantity', 'onsetRange:Range'),
    'onset-date': by('date', 'onsetDateTime:dateTime', 'onsetPeriod:Period'),
    patient: only('Patient', 'subject'),
    'recorded-date': by('date', 'recordedDate:dateTime'),
    subject: to('subject', 'Patient', 'Group'),
  },
  Observation: {
    category: by('token', 'category:CodeableConcept'),
    code: by('token', 'code:CodeableConcept'),
    'code-value-concept': pairs('token', 'valueCodeableConcept:CodeableConcept', ''),
    'code-value-date': pairs('date', 'valueDateTime:dateTime', ''),
    'code-value-quantity': pairs('quantity', 'valueQuantity:Quantity', ''),
    'code-value-string': pairs('string', 'valueString:string', ''),
    'combo-code': by('token', 'code:CodeableConcept', 'component.code:CodeableConcept'),
    'combo-code-value-quantity': pairs('quantity', 'valueQuantity:Quantity', '', 'component'),
    'component-code': by('token', 'component.code:CodeableConcept'),
    'component-code-value-quantity': pairs('quantity', 'valueQuantity:Quantity', 'component'),
    date: by(
      'date',
      'effectiveDateTime:dateTime',
      'effectivePeriod:Period',
      'effectiveTiming:Timing',
      'effectiveInstant:instant',
    ),
    encounter: to('encounter', 'Encounter', 'EpisodeOfCare'),
    'has-member': to('hasMember', 'Observation', 'QuestionnaireResponse', 'MolecularSequence'),
    patient: only('Patient', 'subject'),
    performer: to('performer', ...PEOPLE, 'CareTeam'),
    status: bound('status', 'observation-status'),
    subject: to('subject', 'Patient', 'Group', 'Device', 'Location'),
    'value-concept': by('token', 'valueCodeableConcept:CodeableConcept'),
    'value-quantity': by('quantity', 'valueQuantity:Quantity'),
    'value-string': by('string', 'valueString:string', 'valueCodeableConcept:CodeableConcept'),
  },
  MedicationRequest: {
    authoredon: by('date', 'authoredOn:dateTime'),
    code: by('token', 'medicationCodeableConcept:CodeableConcept'),
    date: by('date', 'dosageInstruction.timing.event:dateTime'),
    encounter: to('encounter', 'Encounter'),
    identifier: by('token', 'identifier:Identifier'),
    intent: bound('intent', 'CodeSystem/medicationrequest-intent'),
    patient: only('Patient', 'subject'),
    requester: to('requester', ...PEOPLE, 'Device'),
    status: bound('status', 'CodeSystem/medicationrequest-status'),
    subject: to('subject', 'Patient', 'Group'),
  },
  Questionnaire: {
    status: bound('status', 'publication-status'),
    title: by('string', 'title:string'),
    url: by('uri', 'url:uri'),
  },
  QuestionnaireResponse: {
    encounter: to('encounter', 'Encounter'),
    patient: only('Patient', 'subject'),
    questionnaire: { kind: 'canonical', path: 'questionnaire', targets: ['Questionnaire'] },
    author: to('author', ...PEOPLE, 'Device'),
    status: bound('status', 'questionnaire-answers-status'),
  },
  RiskAssessment: {
    patient: only('Patient', 'subject'),
    probability: by(
      'quantity',
      'prediction.probabilityDecimal:number',
      'prediction.probabilityRange:Range',
    ),
    subject: to('subject', 'Patient', 'Group'),
  },
};

export const NAIVE_TYPES = Object.keys(OWN);

/** The parameters of a type, without `_id`, `_lastUpdated` and `_has`. */
export function parametersOf(type: string): ParameterTable {
  return { ...COMMON, ...OWN[type] };
}

/** What puts a type into the compartment of a patient: https://hl7.org/fhir/R4/compartmentdefinition-patient.html */
export const COMPARTMENT: Readonly<Record<string, readonly string[]>> = {
  Patient: ['link.other'],
  Encounter: ['subject'],
  Condition: ['subject', 'asserter'],
  Observation: ['subject', 'performer'],
  MedicationRequest: ['subject'],
  QuestionnaireResponse: ['subject', 'author'],
  RiskAssessment: ['subject'],
};

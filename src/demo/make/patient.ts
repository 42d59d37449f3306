/** Patient: https://hl7.org/fhir/R4/patient.html, profile nl-core-Patient. */
import type { JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { BCP_47, BSN, demoNaming, hl7, LANGUAGE, NATIONALITY } from '../facts/code-systems.js';
import { LANGUAGES, MARITAL_STATUSES, NATIONALITIES } from '../facts/people.js';
import { concept, extension } from './datatypes.js';
import { dutchTime } from './dutch-time.js';
import {
  dutchAddress,
  email,
  genderElements,
  officialName,
  telephone,
  usualName,
} from './names-and-addresses.js';
import type { Person } from './person.js';
import { roleReference } from './practitioner.js';
import { demoResource, nameFor, refer } from './resource.js';

export function makePatient(person: Person): Resource {
  return demoResource('Patient', person.key, 'nl-core-Patient', {
    extension: [nationality(person.nationality)],
    identifier: identifiers(person),
    active: person.deceased === '',
    name: [officialName(person.givenNames, 'BR', person.surname), usualName(person.usual)],
    telecom: [telephone(person.phone, 'home'), ...email(person.email, 'home')],
    ...genderElements(person.gender),
    birthDate: person.birthDate,
    deceasedDateTime: person.deceased === '' ? undefined : dutchTime(person.deceased),
    address: [dutchAddress('home', person.home)],
    maritalStatus: maritalStatus(person.marital),
    communication: [communication(person.language)],
    generalPractitioner: [roleReference(person.generalPractitioner)],
    managingOrganization: refer('Organization', 'huisartsen', 'Huisartsenpraktijk De Vlietlanden'),
  });
}

function identifiers(person: Person): JsonObject[] {
  const bsn: JsonObject = { use: 'official', system: BSN, value: person.bsn };
  if (person.patientNumber === '') return [bsn];
  const hospital: JsonObject = {
    use: 'usual',
    type: concept([hl7('v2-0203'), 'MR', 'Medical record number']),
    system: demoNaming('patientnummer'),
    value: person.patientNumber,
    assigner: refer('Organization', 'ziekenhuis', 'Ziekenhuis De Vuurtoren'),
  };
  return [bsn, hospital];
}

function nationality(code: string): JsonObject {
  const value = concept([NATIONALITY, code, nameFor(NATIONALITIES, code)]);
  return {
    url: 'http://hl7.org/fhir/StructureDefinition/patient-nationality',
    extension: [extension('code', 'CodeableConcept', value)],
  };
}

function maritalStatus(code: string): JsonObject | undefined {
  if (code === '') return undefined;
  return concept([hl7('v3-MaritalStatus'), code, nameFor(MARITAL_STATUSES, code)]);
}

/** The zib's code system for languages, and the one that FHIR binds to. */
function communication(code: string): JsonObject {
  const name = nameFor(LANGUAGES, code);
  return { language: concept([LANGUAGE, code, name], [BCP_47, code, name]), preferred: true };
}

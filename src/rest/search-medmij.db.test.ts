// The searches of Dutch information standards, on example resources of these standards. What they
// must find is worked out from the resources themselves; the numbers of the list are those of
// ../shared/spec/medmij-information-standards.md.
import { describe, test } from '@jest/globals';
import { BSN, corpusResources, valuesAt, type Typed } from '../testing/search/corpus-graph.js';
import {
  anything,
  both,
  coded,
  describeUseCase,
  leadsTo,
  refersTo,
  type Case,
  type UseCase,
} from '../testing/search/use-cases.js';
import { hasCorpus } from '../testing/shared-data.js';

const SCT = 'http://snomed.info/sct';
const LOINC = 'http://loinc.org';
const NHG45 = 'https://referentiemodel.nhg.org/tabellen/nhg-tabel-45-diagnostische-bepalingen';
const LABORATORY = 'http://terminology.hl7.org/CodeSystem/observation-category|laboratory';
const SCOPE = 'http://terminology.hl7.org/CodeSystem/consentscope';

const HYPERSENSITIVITY = 'urn:oid:2.16.840.1.113883.2.4.3.11.999.26.1.341|pat08-gmo-01';

const JOHANNA = 'Patient/nl-core-Patient-01';
const withBsn = (value: string) => coded('identifier', `${BSN}|${value}`);

const patient = (id: string, value: string): Typed => ({
  resourceType: 'Patient',
  id,
  identifier: [{ system: BSN, value }],
});

const USE_CASES: Readonly<Record<string, UseCase>> = {
  '2.1 vaccination': {
    resources: () => corpusResources(['immunization']),
    cases: [
      {
        search: 'Immunization?',
        matches: anything,
        includes: { patient: 'patient', performer: 'performer.actor', location: 'location' },
      },
      {
        search: 'Immunization?patient=Patient/nl-core-Patient--XXX-Biezen',
        matches: refersTo('patient', 'Patient/nl-core-Patient--XXX-Biezen'),
        includes: { patient: 'patient', performer: 'performer.actor', location: 'location' },
      },
    ],
  },
  '2.3 laboratory, between professionals': {
    resources: () => corpusResources(['lab']),
    cases: [
      `${LOINC}|14631-6`,
      `${LOINC}|46418-0,3016-3,50384-7,50384-7`,
      `${NHG45}|111`,
      `${NHG45}|3272,${LOINC}|2829-0`,
    ].map((codes) => ({
      search: `Observation?patient.identifier=${BSN}|999900511&category=${LABORATORY}&code=${codes}`,
      matches: both(
        coded('category', LABORATORY),
        coded('code', ...codes.split(',')),
        leadsTo('subject', withBsn('999900511')),
      ),
      includes: { specimen: 'specimen', performer: 'performer', subject: 'subject' },
    })),
  },
  '2.3 laboratory, MedMij': {
    resources: () => corpusResources(['lab-medmij']),
    cases: [`${LOINC}|14631-6`, `${LOINC}|46418-0,3016-3,50384-7`, `${NHG45}|111`].map((codes) => ({
      search: `DiagnosticReport?result.category=${LABORATORY}&result.code=${codes}`,
      matches: both(
        leadsTo('result', coded('category', LABORATORY)),
        leadsTo('result', coded('code', ...codes.split(','))),
      ),
      includes: { result: 'result', performer: 'performer', subject: 'subject' },
    })),
  },
  '2.4 contra-indications and hypersensitivities': {
    resources: () => corpusResources(['allergies-cio']),
    cases: [
      ...['350241000146102', '225419007'].map((code): Case => ({
        search: `Flag?patient.identifier=${BSN}|999900559&category=${SCT}|${code}`,
        matches: both(
          coded('category', `${SCT}|${code}`),
          leadsTo('subject', withBsn('999900559')),
        ),
        includes: { patient: 'subject' },
        revinclude: ['Provenance:target', 'target'],
        ...(code === '225419007' ? { empty: true } : {}),
      })),
      ...['350241000146102', '225419007'].map((code): Case => ({
        search: `Flag?patient=patient-XXX-Drijkoningen&category=${SCT}|${code}`,
        matches: both(
          coded('category', `${SCT}|${code}`),
          refersTo('subject', 'Patient/patient-XXX-Drijkoningen'),
        ),
        includes: { patient: 'subject' },
        revinclude: ['Provenance:target', 'target'],
      })),
      ...['Flag', 'AllergyIntolerance', 'Condition', 'Observation'].map((type): Case => ({
        search: `${type}?medication-hypersensitivity-identifier=${HYPERSENSITIVITY}`,
        matches: coded(
          'extension(ext-MedicationHypersensitivity.Identifier).valueIdentifier',
          HYPERSENSITIVITY,
        ),
        ...(type === 'Observation' ? { empty: true } : {}),
      })),
    ],
  },
  '2.6 referral and locum, 2.7 advance care planning, 2.9 core': {
    resources: () => corpusResources(['bgz', 'eoverdracht-nursing', 'gpdata']),
    extra: [
      patient('nl-core-Patient-01', '999911120'),
      patient('nl-core-TreatmentDirective2-02-Patient-01', '999900110'),
      {
        resourceType: 'Encounter',
        id: 'pzp-encounter',
        status: 'finished',
        class: { code: 'AMB' },
        subject: { reference: JOHANNA },
        reasonReference: [{ reference: 'Procedure/nl-core-Procedure-event-01' }],
      },
      {
        resourceType: 'CommunicationRequest',
        id: 'pzp-request',
        status: 'active',
        subject: { reference: JOHANNA },
        category: [{ coding: [{ system: SCT, code: '223449006' }] }],
      },
      {
        resourceType: 'QuestionnaireResponse',
        id: 'pzp-answers',
        status: 'completed',
        subject: { reference: JOHANNA },
        questionnaire: 'https://pzp.example/Questionnaire/pzp|1.0',
      },
    ],
    cases: [
      { search: `Task?code=${SCT}|3457005`, matches: coded('code', `${SCT}|3457005`) },
      ...[
        ['999900110', 'active'],
        ['999911120', 'inactive'],
      ].map(([bsn = '', status = '']): Case => ({
        search: `Consent?scope=${SCOPE}|treatment&patient.identifier=${BSN}|${bsn}&status=${status}`,
        matches: both(
          coded('scope', `${SCOPE}|treatment`),
          leadsTo('patient', withBsn(bsn)),
          (resource) => resource['status'] === status,
        ),
        includes: { actor: 'provision.actor.reference', patient: 'patient' },
      })),
      {
        search: `Procedure?patient=${JOHANNA}&code=${SCT}|392238003`,
        matches: both(coded('code', `${SCT}|392238003`), refersTo('subject', JOHANNA)),
        includes: { encounter: 'encounter' },
      },
      {
        search: `Encounter?patient=${JOHANNA}&reason-reference:Procedure.code=${SCT}|392238003`,
        matches: both(
          leadsTo('reasonReference', coded('code', `${SCT}|392238003`)),
          refersTo('subject', JOHANNA),
        ),
        includes: { 'reason-reference': 'reasonReference' },
      },
      {
        search: `Consent?patient=${JOHANNA}&scope=${SCOPE}|treatment&category=${SCT}|129125009`,
        matches: both(
          coded('scope', `${SCOPE}|treatment`),
          coded('category', `${SCT}|129125009`),
          refersTo('patient', JOHANNA),
        ),
        includes: { actor: 'provision.actor.reference' },
      },
      {
        search: `Consent?patient=${JOHANNA}&scope=${SCOPE}|adr&category=http://terminology.hl7.org/CodeSystem/consentcategorycodes|acd`,
        matches: both(coded('scope', `${SCOPE}|adr`), refersTo('patient', JOHANNA)),
        includes: { actor: 'provision.actor.reference' },
      },
      { search: `Goal?patient=${JOHANNA}`, matches: refersTo('subject', JOHANNA) },
      {
        search: `Goal?patient=${JOHANNA}&category=${SCT}|713603004`,
        matches: both(coded('category', `${SCT}|713603004`), refersTo('subject', JOHANNA)),
        empty: true,
      },
      ...[
        ['228273003', '228366006'],
        ['165235000', '288851008', '284779002', '111989001', '57036006'],
      ].map((codes): Case => ({
        search: `Observation?patient=${JOHANNA}&code=${codes.map((code) => `${SCT}|${code}`).join(',')}`,
        matches: both(
          coded('code', ...codes.map((code) => `${SCT}|${code}`)),
          refersTo('subject', JOHANNA),
        ),
      })),
      {
        search: `DeviceUseStatement?patient=${JOHANNA}&device.type=${SCT}|462777007,${SCT}|109228008,${SCT}|6012004,27606000,706377009,416789009`,
        matches: both(
          leadsTo(
            'device',
            coded(
              'type',
              '462777007',
              '109228008',
              '6012004',
              '27606000',
              '706377009',
              '416789009',
            ),
          ),
          refersTo('subject', JOHANNA),
        ),
        includes: { device: 'device' },
      },
      {
        search: `CommunicationRequest?patient=${JOHANNA}&category=${SCT}|223449006`,
        matches: both(coded('category', `${SCT}|223449006`), refersTo('subject', JOHANNA)),
      },
      ...['', '|1.0'].map((version): Case => ({
        search: `QuestionnaireResponse?patient=${JOHANNA}&questionnaire=https://pzp.example/Questionnaire/pzp${version}`,
        matches: refersTo('subject', JOHANNA),
      })),
      ...['Patient', 'Coverage', 'Encounter', 'Goal'].map((type): Case => ({
        search: `${type}?`,
        matches: anything,
      })),
      {
        search: `Procedure?category=${SCT}|225317005`,
        matches: coded('category', `${SCT}|225317005`),
      },
      {
        search: 'Flag?category=http://loinc.org|74018-3',
        matches: coded('category', `${LOINC}|74018-3`),
      },
    ],
  },
  '2.8 images and reports': {
    resources: () => corpusResources(['images']),
    cases: [
      { search: 'DocumentReference?status=current', matches: anything },
      ...['application/pdf', 'application/dicom', 'application/dicom+json'].map((type): Case => ({
        search: `DocumentReference?status=current&contenttype=${type}`,
        matches: (resource) => valuesAt(resource, 'content.attachment.contentType').includes(type),
        ...(type === 'application/dicom' ? { empty: true } : {}),
      })),
    ],
  },
  '2.9 pathology': {
    resources: () => corpusResources(['pathology']),
    cases: [
      {
        search: `DiagnosticReport?category=${SCT}|108257001&status=final`,
        matches: coded('category', `${SCT}|108257001`),
        includes: {
          'based-on': 'basedOn',
          result: 'result',
          'results-interpreter': 'resultsInterpreter',
          specimen: 'specimen',
        },
      },
    ],
  },
};

if (hasCorpus('nl')) describe.each(Object.entries(USE_CASES))('%s', describeUseCase);
else test.skip('the corpora are not here', () => undefined);

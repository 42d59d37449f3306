// The searches of medication process 9, between professionals and for MedMij:
// ../shared/spec/medmij-information-standards.md, section 2.2
import { describe, test } from '@jest/globals';
import type { JsonValue } from '../fhir/json.js';
import {
  BSN,
  corpusResources,
  isCoded,
  valuesAt,
  type Typed,
} from '../testing/search/corpus-graph.js';
import { compareSpans, spanOf, type Span } from '../testing/search/naive/moments.js';
import {
  both,
  coded,
  describeUseCase,
  leadsTo,
  refersTo,
  type Case,
  type UseCase,
} from '../testing/search/use-cases.js';
import { hasCorpus } from '../testing/shared-data.js';

interface Block {
  readonly type: string;
  readonly category: string;
  readonly includes: Readonly<Record<string, string>>;
  /** Parameter of the time that it is filtered by, and where that is. */
  readonly time?: readonly [code: string, path: string];
}

const MEDICATION = { medication: 'medicationReference', subject: 'subject' };
const EXTENSION_PERIOD = 'extension(ext-TimeInterval.Period).valuePeriod';
const use = (path: string) => ['period-of-use', path] as const;

const BLOCKS: Readonly<Record<string, Block>> = {
  MA: {
    type: 'MedicationRequest',
    category: '33633005',
    includes: {
      ...MEDICATION,
      reason: 'reasonReference',
      'next-practitioner': 'extension(ext-MedicationAgreement.NextPractitioner).valueReference',
      requester: 'requester',
    },
    time: use(EXTENSION_PERIOD),
  },
  WDS: {
    type: 'MedicationRequest',
    category: '395067002',
    includes: MEDICATION,
    time: use(EXTENSION_PERIOD),
  },
  VV: {
    type: 'MedicationRequest',
    category: '52711000146108',
    includes: {
      ...MEDICATION,
      requester: 'requester',
      'dispense-location':
        'dispenseRequest.extension(ext-DispenseRequest.DispenseLocation).valueReference',
    },
  },
  TA: {
    type: 'MedicationDispense',
    category: '422037009',
    includes: { ...MEDICATION, performer: 'performer.actor' },
    time: use(EXTENSION_PERIOD),
  },
  MVE: {
    type: 'MedicationDispense',
    category: '373784005',
    includes: { ...MEDICATION, performer: 'performer.actor', destination: 'destination' },
    time: ['whenhandedover', 'whenHandedOver'],
  },
  MGB: {
    type: 'MedicationStatement',
    category: '422979000',
    includes: {
      ...MEDICATION,
      author: 'extension(ext-MedicationUse2.Author).valueReference',
      prescriber: 'extension(ext-MedicationUse2.Prescriber).valueReference',
      source: 'informationSource',
    },
    time: use('effectivePeriod'),
  },
  MTD: {
    type: 'MedicationAdministration',
    category: '18629005',
    includes: { ...MEDICATION, performer: 'performer.actor' },
    time: ['effective-time', 'effectiveDateTime'],
  },
};

const TREATMENT = 'extension(ext-PharmaceuticalTreatment.Identifier).valueIdentifier';
const SCT = 'http://snomed.info/sct';
const DAY = 86_400_000;

/** The span of a dateTime or Period; a duration stands in for an end that is missing. */
function spanAt(resource: Typed, path: string): Span | undefined {
  const [value] = valuesAt(resource, path);
  if (value === undefined) return undefined;
  if (typeof value === 'string') return spanOf(value);
  // Every period of the corpus has a start.
  const [start = ''] = valuesAt(value, 'start') as string[];
  const [end] = valuesAt(value, 'end') as string[];
  const { from, zone } = spanOf(start);
  const to = end === undefined ? from + lengthOf(value) : spanOf(end).to;
  return { from, to, zone, isDay: false };
}

function lengthOf(period: JsonValue): number {
  const path = 'extension(ext-TimeInterval.Duration).valueDuration';
  const [amount = Infinity] = valuesAt(period, `${path}.value`) as number[];
  return amount * (valuesAt(period, `${path}.code`).includes('wk') ? 7 : 1) * DAY;
}

function during([code, path]: readonly [string, string], asked: readonly string[]): Case {
  return {
    search: asked.map((value) => `${code}=${value}`).join('&'),
    matches: (resource) => {
      const own = spanAt(resource, path);
      return asked.every(
        (value) =>
          own !== undefined && compareSpans(value.slice(0, 2), own, spanOf(value.slice(2)), 0),
      );
    },
  };
}

/** Days of the corpus, whose own day is 2026-01-15, at which some of each block begin or end. */
const DAYS = ['2026-01-05', '2026-01-15'];

function timeCases(time: NonNullable<Block['time']>): Case[] {
  const single = DAYS.flatMap((day) => ['ge', 'le', 'lt'].map((prefix) => [prefix + day]));
  const double = [['ge2025-12-16', 'le2026-01-14']];
  return [...single, ...double].map((asked) => during(time, asked));
}

/** What is asked besides patient and category, with values of a resource of the block. */
function filterCases({ time }: Block, sample: Typed): Case[] {
  const tokenAt = (path: string): string => {
    const [system = ''] = valuesAt(sample, `${path}.system`) as string[];
    const [value = ''] = valuesAt(sample, `${path}.value`) as string[];
    return `${system}|${value}`;
  };
  return [
    { search: '', matches: () => true },
    {
      search: `identifier=${tokenAt('identifier')}`,
      matches: coded('identifier', tokenAt('identifier')),
    },
    {
      search: `pharmaceutical-treatment-identifier=${tokenAt(TREATMENT)}`,
      matches: coded(TREATMENT, tokenAt(TREATMENT)),
    },
    {
      search: `medication.code=${MEDICATION_CODE}`,
      matches: leadsTo('medicationReference', coded('code', MEDICATION_CODE)),
    },
    ...(time === undefined ? [] : timeCases(time)),
  ];
}

const MEDICATION_CODE = 'urn:oid:2.16.840.1.113883.2.4.4.10|3956';

/** Patients with the most resources of many blocks. */
const PATIENTS: readonly (readonly [id: string, bsn: string])[] = [
  ['nl-core-Patient-mp9-R-vanXXX-Sonnenberg', '999901084'],
  ['nl-core-Patient-mp9-C-XXX-Dongen', '999900493'],
];

/** @param patient what selects the patient: a parameter, and whether a resource is of that patient */
function casesOf(resources: readonly Typed[], patients: readonly Case[]): Case[] {
  return Object.values(BLOCKS).flatMap((block) => {
    const category = `${SCT}|${block.category}`;
    const sample = resources.find(
      (resource) => resource.resourceType === block.type && isCoded(resource, 'category', category),
    );
    if (sample === undefined) return [];
    return patients.flatMap((patient) =>
      filterCases(block, sample).map((filter): Case => ({
        search: `${block.type}?${[patient.search, `category=${category}`, filter.search].filter(Boolean).join('&')}`,
        matches: both(patient.matches, coded('category', category), filter.matches),
        includes: block.includes,
        iterate: true,
        empty: patient.empty ?? 'maybe',
      })),
    );
  });
}

function professional(): UseCase {
  const contents = corpusResources(['mp9']);
  const entries = contents.flatMap((resource) => valuesAt(resource, 'entry.resource') as Typed[]);
  const patients = PATIENTS.map(([, bsn]): Case => ({
    search: `patient.identifier=${BSN}|${bsn}`,
    matches: leadsTo('subject', coded('identifier', `${BSN}|${bsn}`)),
  }));
  const anybody: Case = { search: '', matches: () => true };
  return {
    resources: () => contents,
    cases: casesOf([...contents, ...entries], [...patients, anybody]),
  };
}

/** The patients with masked numbers come first, and take the place of the others. */
function medmij(): UseCase {
  const contents = corpusResources(['mp9-medmij', 'mp9']).filter(
    ({ resourceType }) => resourceType !== 'Bundle',
  );
  const patients = PATIENTS.map(([id]): Case => ({
    search: `patient=Patient/${id}`,
    matches: refersTo('subject', `Patient/${id}`),
  }));
  const masked: Case = {
    search: `patient.identifier=${BSN}|${PATIENTS[0]?.[1] ?? ''}`,
    matches: () => false,
    empty: true,
  };
  return { resources: () => contents, cases: casesOf(contents, [...patients, masked]) };
}

if (hasCorpus('nl')) {
  describe.each([
    ['between professionals', professional()],
    ['MedMij', medmij()],
  ])('%s', describeUseCase);
} else test.skip('the corpora are not here', () => undefined);

/** Observation: lifestyle, functions, pain, pregnancy, birth and lung function. */
import type { JsonObject, JsonValue } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { LOINC, PAIN_METHOD } from '../facts/code-systems.js';
import {
  AMOUNTS,
  ANSWERS,
  BIRTHS,
  PAIN_SCORES,
  PREGNANCIES,
  SPIROMETRY,
  STATUSES,
  TOPICS,
} from '../facts/lifestyle.js';
import { concept, period, quantity, snomed, some } from './datatypes.js';
import { dayOf } from './dutch-time.js';
import { finalObservation, observationCategory } from './observation.js';
import { rowsOf } from './person.js';
import type { Person } from './person.js';
import { roleReference } from './practitioner.js';
import { demoResource, refer } from './resource.js';

export function makeStatuses(person: Person): Resource[] {
  return rowsOf(STATUSES, person).map(([, topic, answer, start, end]) => {
    const [profile, code, display] = TOPICS[topic];
    const name = `${person.key}-${topic}-${start}`;
    const lasting = topic === 'tobacco' || topic === 'alcohol' || topic === 'house';
    return demoResource('Observation', name, `nl-core-${profile}`, {
      category: [observationCategory(topic === 'hearing' ? 'exam' : 'social-history')],
      ...finalObservation(person, [snomed(code, display)]),
      ...(lasting ? { effectivePeriod: period(start, end) } : { effectiveDateTime: start }),
      performer: [roleReference(person.generalPractitioner)],
      valueCodeableConcept: concept(ANSWERS[answer]),
      component: amounts(person, topic),
    });
  });
}

const AMOUNT_CODES = {
  alcohol: snomed('897148007', 'inname van alcoholische drank'),
  tobacco: snomed('266918002', 'hoeveelheid tabaksgebruik'),
} as const;

function amounts(person: Person, topic: string): JsonValue[] | undefined {
  const rows = rowsOf(AMOUNTS, person).filter(([, key]) => key === topic);
  return some(
    rows.flatMap(([, key, amount, unit, code, packYears]): JsonObject[] => [
      { code: concept(AMOUNT_CODES[key]), valueQuantity: quantity(amount, unit, code) },
      ...(packYears === ''
        ? []
        : [{ code: concept(snomed('401201003', 'packyears')), valueInteger: Number(packYears) }]),
    ]),
  );
}

export function makePainScores(person: Person): Resource[] {
  return rowsOf(PAIN_SCORES, person).map(([, when, score]) =>
    demoResource('Observation', `${person.key}-pijn-${dayOf(when)}`, 'nl-core-PainScore', {
      category: [observationCategory('exam')],
      ...finalObservation(person, [snomed('225908003', 'pijnscore')], when),
      performer: [roleReference(person.generalPractitioner)],
      valueInteger: score,
      method: concept([PAIN_METHOD, 'NRS', 'NRS']),
    }),
  );
}

/** The pregnancy, and before it the observations that it consists of. */
export function makePregnancies(person: Person): Resource[] {
  return rowsOf(PREGNANCIES, person).flatMap(
    ([, when, lastMenstruation, dueDate, weeks, gravidity, parity]) => {
      const parts: readonly Part[] = [
        [
          'PregnancyDuration',
          '57036006',
          'zwangerschapsduur',
          { valueQuantity: quantity(weeks, 'weken', 'wk') },
        ],
        ['Gravidity', '161732006', 'graviditeit', { valueInteger: gravidity }],
        ['Parity', '364325004', 'pariteit', { valueInteger: parity }],
        [
          'DateLastMenstruation',
          '21840007',
          'datum van laatste menstruatie',
          { valueDateTime: lastMenstruation },
        ],
        [
          'EstimatedDateOfDelivery',
          '161714006',
          'geschatte bevallingsdatum',
          { valueDateTime: dueDate },
        ],
      ];
      const members = parts.map((part) => pregnancyPart(person, when, part));
      const whole = demoResource('Observation', `${person.key}-zwangerschap`, 'nl-core-Pregnancy', {
        ...finalObservation(
          person,
          [snomed('118185001', 'bevinding betreffende zwangerschap')],
          when,
        ),
        performer: [roleReference('verloskundige')],
        hasMember: parts.map(([part, , display]) =>
          refer('Observation', partName(person, part), display),
        ),
      });
      return [...members, whole];
    },
  );
}

type Part = readonly [name: string, snomed: string, display: string, value: JsonObject];

function pregnancyPart(person: Person, when: string, part: Part): Resource {
  const [name, code, display, value] = part;
  return demoResource('Observation', partName(person, name), `nl-core-Pregnancy.${name}`, {
    ...finalObservation(person, [snomed(code, display)], when),
    performer: [roleReference('verloskundige')],
    ...value,
  });
}

function partName(person: Person, part: string): string {
  return `${person.key}-${part.toLowerCase()}`;
}

export function makeApgarScores(person: Person): Resource[] {
  return rowsOf(BIRTHS, person).flatMap(([, when, one, five, ten]) => {
    const scores: [number, string, number][] = [
      [1, '9272-6', one],
      [5, '9274-2', five],
      [10, '9271-8', ten],
    ];
    return scores.map(([minutes, loinc, score]) =>
      demoResource(
        'Observation',
        `${person.key}-apgar-${minutes}`,
        `nl-core-ApgarScore-${minutes}Minute`,
        {
          category: [observationCategory('exam')],
          ...finalObservation(person, [[LOINC, loinc, `${minutes} minute Apgar Score`]], when),
          performer: [roleReference('kinderarts')],
          valueInteger: score,
        },
      ),
    );
  });
}

/** Lung function has no nl-core profile. */
export function makeSpirometry(person: Person): Resource[] {
  return rowsOf(SPIROMETRY, person).flatMap(([, when, fev1, vitalCapacity]) => {
    const values: [string, string, string, string][] = [
      ['fev1', '20150-9', 'FEV1', fev1],
      [
        'fvc',
        '19868-9',
        'Forced vital capacity [Volume] Respiratory system by Spirometry',
        vitalCapacity,
      ],
    ];
    return values.map(([key, loinc, display, litres]) =>
      demoResource('Observation', `${person.key}-${key}-${dayOf(when)}`, '', {
        category: [observationCategory('procedure')],
        ...finalObservation(person, [[LOINC, loinc, display]], when),
        performer: [roleReference('longarts')],
        valueQuantity: quantity(litres, 'L', 'L'),
      }),
    );
  });
}

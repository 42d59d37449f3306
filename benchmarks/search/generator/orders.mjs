/** What is ordered at a visit, and what comes back: laboratory, medication, letters. */
import { momentOf } from './calendar.mjs';
import { DRUGS, LETTERS, PANELS, SYSTEMS } from './codes.mjs';
import { measured, observation } from './observation.mjs';
import { coded, localIdentifier, quantity, reference, resource } from './parts.mjs';

/**
 * @typedef {import('./parts.mjs').Resource} Resource
 * @typedef {import('./visit.mjs').Visit} Visit
 */

/**
 * A request, its results and the report that has them together.
 * @param {Visit} visit
 * @returns {Resource[]}
 */
export function laboratory(visit) {
  const { person, name, moment, random, encounter } = visit;
  const panel = random.pick(PANELS);
  const about = {
    code: coded(SYSTEMS.loinc, panel.code, panel.display),
    subject: reference(person.patient),
    encounter: reference(encounter),
  };
  const request = resource('ServiceRequest', name, {
    identifier: [localIdentifier('aanvraagnummer', `A${name}`)],
    status: 'completed',
    intent: 'order',
    ...about,
    authoredOn: moment,
    requester: reference(person.doctor),
  });
  const results = panel.tests.map((test) =>
    observation(visit, 'laboratory', {
      basedOn: [reference(request)],
      code: coded(SYSTEMS.loinc, test.code, test.display),
      valueQuantity: quantity(measured(random, test), test.unit),
      referenceRange: [normalRange(test)],
    }),
  );
  const report = resource('DiagnosticReport', name, {
    identifier: [localIdentifier('rapportnummer', `R${name}`)],
    basedOn: [reference(request)],
    status: 'final',
    category: [coded(`${SYSTEMS.terminology}/v2-0074`, 'LAB')],
    ...about,
    effectiveDateTime: moment,
    issued: momentOf(visit.day, 550),
    performer: [reference(person.practice.laboratory)],
    result: results.map(reference),
  });
  return [request, ...results, report];
}

/** @param {import('./codes.mjs').Measurement} test */
function normalRange({ mean, deviation, decimals, unit }) {
  const bound = (value) => quantity(Number(Math.max(0, value).toFixed(decimals)), unit);
  return { low: bound(mean - 2 * deviation), high: bound(mean + 2 * deviation) };
}

/**
 * For what the visit is about, and what is taken for long.
 * @param {Visit} visit
 * @param {import('./codes.mjs').Disorder} [episode]
 * @returns {Resource[]}
 */
export function medication(visit, episode) {
  const { person, random, number } = visit;
  const drugs = new Set();
  if (episode !== undefined && episode.drugs.length > 0 && random.chance(0.7)) {
    drugs.add(random.pick(episode.drugs));
  }
  for (const { disorder, visit: found } of person.chronic) {
    if (found > number || disorder.drugs.length === 0) continue;
    if (random.chance(found === number ? 0.9 : 0.23)) drugs.add(random.pick(disorder.drugs));
  }
  return [...drugs].map((drug) => prescription(visit, drug));
}

function prescription({ person, name, moment, random, encounter, condition }, drug) {
  return resource('MedicationRequest', `${name}-${drug}`, {
    status: random.chance(0.6) ? 'active' : 'completed',
    intent: 'order',
    medicationCodeableConcept: coded(SYSTEMS.atc, drug, DRUGS[drug]),
    subject: reference(person.patient),
    encounter: reference(encounter),
    authoredOn: moment,
    requester: reference(person.doctor),
    ...(condition === undefined ? {} : { reasonReference: [reference(condition)] }),
    dosageInstruction: [
      {
        text: random.pick(['1 maal daags 1', '2 maal daags 1', '3 maal daags 1', 'zo nodig 1']),
        timing: { repeat: { frequency: 1 + random.below(3), period: 1, periodUnit: 'd' } },
      },
    ],
  });
}

/**
 * @param {Visit} visit
 * @returns {Resource}
 */
export function letter({ person, name, moment, random, encounter, condition }) {
  const [code, display] = random.pick(LETTERS);
  const reason = condition?.code.text ?? 'controle';
  const text = `Geachte collega, op ${moment.slice(0, 10)} zag ik uw patiënt in verband met: ${reason}. Er zijn geen alarmsymptomen. Het beleid is besproken; een controle volgt over ${1 + random.below(12)} weken. Met vriendelijke groet.`;
  return resource('DocumentReference', name, {
    masterIdentifier: localIdentifier('documentnummer', `D${name}`),
    status: 'current',
    type: coded(SYSTEMS.loinc, code, display),
    subject: reference(person.patient),
    date: moment,
    author: [reference(person.doctor)],
    custodian: reference(person.practice.organization),
    content: [
      {
        attachment: {
          contentType: 'text/plain; charset=utf-8',
          language: 'nl-NL',
          data: Buffer.from(text).toString('base64'),
          title: display,
        },
      },
    ],
    context: { encounter: [reference(encounter)] },
  });
}

/** What all Observations have in common. */
import { reference, resource, term } from './parts.mjs';

/**
 * @param {import('./random.mjs').Random} random
 * @param {import('./codes.mjs').Measurement} what
 */
export function measured(random, { mean, deviation, decimals }, scale = 1) {
  const least = 10 ** -decimals;
  return Number(Math.max(least, scale * random.around(mean, deviation)).toFixed(decimals));
}

/**
 * @param {import('./visit.mjs').Visit} visit
 * @param {string} category
 * @param {any} content with the code
 */
export function observation({ person, encounter, moment, name, random }, category, content) {
  return resource('Observation', `${name}-${content.code.coding[0].code}`, {
    status: random.chance(0.98) ? 'final' : 'amended',
    category: [term('observation-category', category)],
    ...content,
    subject: reference(person.patient),
    encounter: reference(encounter),
    effectiveDateTime: moment,
    issued: moment,
    performer: [reference(person.doctor)],
  });
}

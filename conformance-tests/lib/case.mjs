/** What a group is made of. */

const R4 = 'https://hl7.org/fhir/R4/';

/**
 * @param name short, for `--only` and as the beginning of the ids of its cases
 * @param cases made with `testCase`
 */
export function group(name, title, cases) {
  return { name, title, cases: cases.map((one) => ({ ...one, id: `${name}-${one.id}` })) };
}

/**
 * @param id unique in its group, never used again for anything else
 * @param title what must be so
 * @param spec where R4 says it: page and anchor, or a whole URL
 * @param needs what the server must claim for this to be tried: see `needs.mjs`
 * @param run gets the server; throws (see `expect.mjs`) when it is not so
 */
export function testCase({ id, title, spec, needs = [], run }) {
  return { id, title, spec: /^https?:/.test(spec) ? spec : R4 + spec, needs, run };
}

/** Thrown by a case that can not be tried on this server. */
export class Skip extends Error {}

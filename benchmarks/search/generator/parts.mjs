/** The small pieces that resources are made of. */
import { SYSTEMS } from './codes.mjs';
import { uuidOf } from './random.mjs';

/**
 * @typedef {{ resourceType: string, id: string, [name: string]: any }} Resource
 */

/**
 * @param {string} type
 * @param {string} name what no other resource of this type has
 * @param {object} content
 * @returns {Resource}
 */
export function resource(type, name, content) {
  return { resourceType: type, id: uuidOf(`${type}/${name}`), ...content };
}

/** @param {Resource} target */
export function reference({ resourceType, id }) {
  return { reference: `${resourceType}/${id}` };
}

/**
 * @param {string} system
 * @param {string} code
 * @param {string} [display]
 */
export function coded(system, code, display) {
  return { coding: [coding(system, code, display)] };
}

/**
 * @param {string} system
 * @param {string} code
 * @param {string} [display]
 */
export function coding(system, code, display) {
  return display === undefined ? { system, code } : { system, code, display };
}

/**
 * A code of HL7's own code systems.
 * @param {string} name of the system
 * @param {string} code
 */
export function term(name, code) {
  return coded(`${SYSTEMS.terminology}/${name}`, code);
}

/** @param {number} value */
export function quantity(value, unit) {
  return { value, unit, system: SYSTEMS.ucum, code: unit };
}

/**
 * A number under which a hospital knows something.
 * @param {string} kind
 * @param {string} value
 */
export function localIdentifier(kind, value) {
  return { system: `${SYSTEMS.local}/${kind}`, value };
}

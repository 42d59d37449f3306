/** How an assertion compares: https://hl7.org/fhir/R4/valueset-assert-operator-codes.html */
import { ScriptError } from './problem.mjs';

/**
 * Each takes the values that were found and the text that is wanted. A value that occurs more than
 * once equals a text only when all of its occurrences do; it contains one when one of them does.
 */
const OPERATORS = {
  equals: (found, wanted) => found.length > 0 && found.every((one) => one === wanted),
  in: (found, wanted) => found.length > 0 && found.every((one) => listOf(wanted).includes(one)),
  contains: (found, wanted) => found.some((one) => one.includes(wanted)),
  empty: (found) => found.every((one) => one === ''),
  greaterThan: (found, wanted) =>
    found.length > 0 && found.every((one) => compared(one, wanted) > 0),
  lessThan: (found, wanted) => found.length > 0 && found.every((one) => compared(one, wanted) < 0),
};
const OPPOSITES = { notEquals: 'equals', notIn: 'in', notContains: 'contains', notEmpty: 'empty' };

/**
 * @param {string} [operator] `equals` when there is none
 * @param {string[]} found
 * @param {string} [wanted]
 * @returns {boolean}
 * @throws {ScriptError} when there is no such operator
 */
export function satisfies(operator = 'equals', found, wanted = '') {
  const opposite = OPPOSITES[operator];
  const test = OPERATORS[opposite ?? operator];
  if (test === undefined) throw new ScriptError(`There is no operator ${operator}.`);
  return test(found, wanted) !== (opposite !== undefined);
}

function listOf(text) {
  return text.split(',').map((one) => one.trim());
}

/** Numbers as numbers; dates and all else in the order of their text. */
function compared(one, other) {
  const [a, b] = [Number(one), Number(other)];
  if (one.trim() !== '' && other.trim() !== '' && !Number.isNaN(a) && !Number.isNaN(b))
    return a - b;
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

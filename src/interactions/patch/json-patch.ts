/** JSON Patch: https://www.rfc-editor.org/rfc/rfc6902 and https://hl7.org/fhir/R4/http.html#patch */
import { applyPatch, Pointer, type Operation } from 'rfc6902';
import { decimalValue } from '../../fhir/decimal.js';
import { FhirError } from '../../fhir/errors.js';
import { isObject, type JsonValue } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';

const OPERATIONS = new Set(['add', 'remove', 'replace', 'move', 'copy', 'test']);
const MAX_OPERATIONS = 1000;
/** Names that would reach behind the resource into JavaScript itself. */
const UNSAFE = /\/(?:__proto__|constructor|prototype)(?:\/|$)/;

/**
 * Applies the operations to the resource, in place.
 * @throws FhirError `invalid-request` for a document that is no JSON Patch; `unprocessable` when an
 * operation does not fit the resource or a test fails
 */
export function applyJsonPatch(resource: Resource, document: JsonValue): void {
  readOperations(document).forEach((operation, index) => {
    if (operation.op === 'test')
      test(resource, operation.path, operation.value as JsonValue, index);
    else apply(resource, operation, index);
  });
}

function readOperations(document: JsonValue): Operation[] {
  if (!Array.isArray(document) || document.length === 0) {
    throw new FhirError('invalid-request', 'A JSON Patch is an array of one or more operations.');
  }
  if (document.length > MAX_OPERATIONS) {
    throw new FhirError('invalid-request', `The patch has more than ${MAX_OPERATIONS} operations.`);
  }
  return document.map(readOperation);
}

function readOperation(item: JsonValue, index: number): Operation {
  if (!isObject(item)) throw wrong(index, 'is no object');
  const { op, path, from } = item;
  if (typeof op !== 'string' || !OPERATIONS.has(op)) throw wrong(index, 'has no known "op"');
  if (!isPointer(path)) throw wrong(index, 'has no valid "path"');
  if ((op === 'move' || op === 'copy') && !isPointer(from))
    throw wrong(index, 'has no valid "from"');
  const needsValue = op === 'add' || op === 'replace' || op === 'test';
  if (needsValue && item['value'] === undefined) throw wrong(index, 'has no "value"');
  return item as unknown as Operation;
}

function isPointer(value: JsonValue | undefined): value is string {
  return (
    typeof value === 'string' && (value === '' || value.startsWith('/')) && !UNSAFE.test(value)
  );
}

function apply(resource: Resource, operation: Operation, index: number): void {
  // The library would put the value itself into the tree, where later operations could change it.
  const [error] = applyPatch(resource, [structuredClone(operation)]);
  if (error != null) {
    throw new FhirError('unprocessable', `Operation ${index} finds no element at its path.`);
  }
}

function test(resource: Resource, path: string, expected: JsonValue, index: number): void {
  const found = Pointer.fromJSON(path).get(resource) as JsonValue | undefined;
  if (found === undefined || !isSame(found, expected)) {
    throw new FhirError('unprocessable', `The test in operation ${index} fails.`);
  }
}

/** Numbers are the same when their values are: https://www.rfc-editor.org/rfc/rfc6902#section-4.6 */
function isSame(one: JsonValue, other: JsonValue): boolean {
  const number = decimalValue(one);
  if (number !== undefined) return number === decimalValue(other);
  if (Array.isArray(one)) {
    return (
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, index) => isSame(item, other[index] ?? null))
    );
  }
  if (!isObject(one)) return one === other;
  const names = Object.keys(one);
  return (
    isObject(other) &&
    names.length === Object.keys(other).length &&
    names.every((name) => name in other && isSame(one[name] ?? null, other[name] ?? null))
  );
}

function wrong(index: number, problem: string): FhirError {
  return new FhirError('invalid-request', `Operation ${index} of the patch ${problem}.`);
}

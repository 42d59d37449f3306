/** Calls of operations: https://hl7.org/fhir/R4/operations.html#executing */
import { allow, unknownPath } from './request-errors.js';
import {
  typeOfTarget,
  type OperationFacts,
  type OperationRequest,
  type OperationTarget,
} from './types.js';

export interface OperationCall {
  readonly method: string;
  /** Reads the body, if there is one: a resource, with its text. */
  readonly body: () => Pick<OperationRequest, 'body' | 'text'>;
  readonly operations: readonly OperationFacts[];
}

/**
 * @param segment the last of the path: `$validate`
 * @param parameters those of the URL that say nothing about the format of the answer
 * @throws FhirError when there is no such operation there, or not by this method
 */
export function operationRequest(
  parts: OperationCall,
  segment: string,
  target: OperationTarget,
  parameters: OperationRequest['parameters'],
): OperationRequest {
  const name = segment.slice(1);
  const operation = parts.operations.find((one) => one.name === name && isAt(one, target));
  if (operation === undefined) throw unknownPath();
  allow(parts, operation.affectsState ? ['POST'] : ['GET', 'POST']);
  return {
    kind: 'operation',
    name,
    target,
    parameters,
    ...(parts.method === 'POST' ? parts.body() : {}),
  };
}

function isAt({ levels, types }: OperationFacts, target: OperationTarget): boolean {
  if (!levels.includes(target.level)) return false;
  return target.level === 'system' || types === undefined || types.includes(typeOfTarget(target));
}

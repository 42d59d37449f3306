/** https://hl7.org/fhir/R4/operations.html: what `operations/` makes and `run.ts` runs. */
import type { AccessContext } from '../access/context.js';
import { FhirError } from '../fhir/errors.js';
import type { Environment, RunWithin } from './environment.js';
import type { InteractionResult, OperationFacts, OperationRequest } from './types.js';

export interface OperationTools {
  readonly access: AccessContext;
  /** What an operation reads passes the gate, like a request of its own. */
  readonly run: RunWithin;
}

export interface Operation extends OperationFacts {
  readonly run: (
    environment: Environment,
    request: OperationRequest,
    tools: OperationTools,
  ) => Promise<InteractionResult>;
}

/** @throws FhirError `unknown-interaction` for one that is not there */
export function runOperation(
  operations: readonly Operation[],
  environment: Environment,
  request: OperationRequest,
  tools: OperationTools,
): Promise<InteractionResult> {
  const operation = operations.find(({ name }) => name === request.name);
  if (operation === undefined) {
    throw new FhirError('unknown-interaction', 'There is no such operation here.');
  }
  return operation.run(environment, request, tools);
}

/** The way of every interaction: the gate first, then the interaction itself. */
import { decide } from '../access/decide.js';
import { FhirError } from '../fhir/errors.js';
import { batch } from './batch.js';
import { capabilities } from './capabilities.js';
import { conditionalDelete } from './conditional/delete.js';
import { conditionalPatch } from './conditional/patch.js';
import { conditionalUpdate } from './conditional/update.js';
import { create } from './create.js';
import { deleteResource } from './delete.js';
import type { Environment, Gate, RunWithin } from './environment.js';
import { historyOfInstance, historyOfSystem, historyOfType } from './history.js';
import { patch } from './patch/patch.js';
import { read } from './read.js';
import { searchType } from './search-type.js';
import { transaction } from './transaction/transaction.js';
import type { RunInteraction } from './types.js';
import { update } from './update.js';
import { vread } from './vread.js';

export function createInteractions(environment: Environment): RunInteraction {
  return (request, access) => runWithin(environment, request, access);
}

const gate: Gate = (request, access) => {
  const type = 'key' in request ? request.key.type : 'type' in request ? request.type : undefined;
  const decision = decide(access, {
    interaction: request.kind,
    ...(type === undefined ? {} : { type }),
  });
  if (decision.kind === 'deny') throw new FhirError('forbidden', decision.reason);
};

const runWithin: RunWithin = async (environment, request, access) => {
  gate(request, access);
  switch (request.kind) {
    case 'read':
      return read(environment, request);
    case 'vread':
      return vread(environment, request);
    case 'create':
      return create(environment, request);
    case 'update':
      return update(environment, request);
    case 'conditional-update':
      return conditionalUpdate(environment, request);
    case 'patch':
      return patch(environment, request);
    case 'conditional-patch':
      return conditionalPatch(environment, request);
    case 'delete':
      return deleteResource(environment, request);
    case 'conditional-delete':
      return conditionalDelete(environment, request);
    case 'history-instance':
      return historyOfInstance(environment, request);
    case 'history-type':
      return historyOfType(environment, request);
    case 'history-system':
      return historyOfSystem(environment, request);
    case 'search-type':
      return searchType(environment, request);
    case 'capabilities':
      return capabilities(environment, request.mode);
    case 'batch':
      return batch(
        environment,
        request,
        (entry, caller) => runWithin(environment, entry, caller),
        access,
      );
    case 'transaction':
      return transaction(environment, request, { access, gate, run: runWithin });
  }
};

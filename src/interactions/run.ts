/** The way of every interaction: the gate first, then the interaction itself. */
import type { AccessContext } from '../access/context.js';
import { decide, type Decision } from '../access/decide.js';
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
import { runOperation, type Operation } from './operation.js';
import { patch } from './patch/patch.js';
import { read } from './read.js';
import { search } from './search/search.js';
import { transaction } from './transaction/transaction.js';
import type {
  InteractionKind,
  InteractionRequest,
  InteractionResult,
  RunInteraction,
  SearchRequest,
} from './types.js';
import { update } from './update.js';
import { vread } from './vread.js';

/** @param operations what `environment.operations` tells of */
export function createInteractions(
  environment: Environment,
  operations: readonly Operation[] = [],
): RunInteraction {
  const run: RunWithin = async (surroundings, request, access) => {
    const decision = gate(request, access);
    // The handler of a kind takes requests of that kind, which TypeScript can't see over a union.
    const handler = HANDLERS[request.kind] as Handler;
    return handler(surroundings, request, { access, decision, run, operations });
  };
  return (request, access) => run(environment, request, access);
}

function typeOf(request: InteractionRequest): string | undefined {
  if (request.kind === 'operation') {
    const { target } = request;
    if (target.level === 'system') return undefined;
    return target.level === 'type' ? target.type : target.key.type;
  }
  return 'key' in request ? request.key.type : 'type' in request ? request.type : undefined;
}

const gate: Gate = (request, access) => {
  const type = typeOf(request);
  const decision = decide(access, {
    interaction: request.kind,
    ...(type === undefined ? {} : { type }),
  });
  if (decision.kind === 'deny') throw new FhirError('forbidden', decision.reason);
  return decision;
};

/** Who asks, what they may do, and what interactions need that run others. */
interface Caller {
  readonly access: AccessContext;
  readonly decision: Decision;
  readonly run: RunWithin;
  readonly operations: readonly Operation[];
}

type Handler<Request = InteractionRequest> = (
  environment: Environment,
  request: Request,
  caller: Caller,
) => Promise<InteractionResult> | InteractionResult;

type Handlers = {
  readonly [Kind in InteractionKind]: Handler<Extract<InteractionRequest, { kind: Kind }>>;
};

const HANDLERS: Handlers = {
  read,
  vread,
  create,
  update,
  'conditional-update': conditionalUpdate,
  patch,
  'conditional-patch': conditionalPatch,
  delete: deleteResource,
  'conditional-delete': conditionalDelete,
  'history-instance': historyOfInstance,
  'history-type': historyOfType,
  'history-system': historyOfSystem,
  'search-type': searchWithin,
  'search-system': searchWithin,
  'search-compartment': searchWithin,
  capabilities: (environment, request) => capabilities(environment, request.mode),
  batch: (environment, request, { access, run }) =>
    batch(environment, request, (entry, sender) => run(environment, entry, sender), access),
  transaction: (environment, request, { access, run }) =>
    transaction(environment, request, { access, gate, run }),
  operation: (environment, request, { access, run, operations }) =>
    runOperation(operations, environment, request, { access, run }),
};

function searchWithin(
  environment: Environment,
  request: SearchRequest,
  { decision }: Caller,
): Promise<InteractionResult> {
  return search(environment, request, decision);
}

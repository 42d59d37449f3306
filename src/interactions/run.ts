/** The way of every interaction: the gate first, then the interaction itself. */
import type { AccessContext } from '../access/context.js';
import { decide } from '../access/decide.js';
import type { AccessRequest } from '../access/permissions.js';
import { FhirError } from '../fhir/errors.js';
import { batch } from './batch.js';
import { capabilities } from './capabilities.js';
import { conditionalDelete } from './conditional/delete.js';
import { conditionalPatch } from './conditional/patch.js';
import { conditionalUpdate } from './conditional/update.js';
import { create } from './create.js';
import { deleteResource } from './delete.js';
import type { Allowed, Environment, Gate, RunWithin } from './environment.js';
import { forCaller } from './limits/for-caller.js';
import { historyOfInstance, historyOfSystem, historyOfType } from './history.js';
import { answerToPgo } from './medmij/answer.js';
import { isSent, takeFromPgo } from './medmij/sent.js';
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
} from './types.js';
import { update } from './update.js';
import { vread } from './vread.js';

/** @param operations what `environment.operations` tells of */
export function createInteractions(
  environment: Environment,
  operations: readonly Operation[] = [],
): RunInteraction {
  const run: RunWithin = async (surroundings, request, access) => {
    const decision = gate(surroundings, request, access);
    // The handler of a kind takes requests of that kind, which TypeScript can't see over a union.
    const handler = HANDLERS[request.kind] as Handler;
    const own = within(surroundings, request, access, decision);
    return handler(own, request, { access, run, operations });
  };
  return (request, access) =>
    access.kind === 'medmij'
      ? answerToPgo(environment, access, () =>
          isSent(request)
            ? takeFromPgo(environment, access, request, run)
            : run(environment, request, access),
        )
      : run(environment, request, access);
}

/** What the interaction has to do with: nothing that the decision does not allow. */
function within(
  environment: Environment,
  { kind }: InteractionRequest,
  access: AccessContext,
  decision: Allowed,
): Environment {
  if (decision.kind === 'allow') return environment;
  if (access.kind !== 'app' && access.kind !== 'medmij') {
    throw new Error('This caller has no limits.');
  }
  return forCaller(environment, access, kind, decision.clausesOf);
}

function typeOf(request: InteractionRequest): string | undefined {
  if (request.kind === 'operation') {
    const { target } = request;
    if (target.level === 'system') return undefined;
    return target.level === 'type' ? target.type : target.key.type;
  }
  return 'key' in request ? request.key.type : 'type' in request ? request.type : undefined;
}

/** What is asked for, in the terms of the rules. */
function accessRequest(request: InteractionRequest): AccessRequest {
  const type = typeOf(request);
  const isConditional = request.kind === 'create' && request.ifNoneExist !== undefined;
  return {
    interaction: request.kind === 'operation' ? `$${request.name}` : request.kind,
    ...(type === undefined ? {} : { type }),
    ...(isConditional ? { conditional: true } : {}),
  };
}

const gate: Gate = ({ rules }, request, access) => {
  const decision = decide(rules, access, accessRequest(request));
  switch (decision.kind) {
    case 'allow':
    case 'allow-within':
      return decision;
    case 'unauthenticated':
      throw new FhirError('unauthenticated', 'The request has no access token.', {
        headers: { 'WWW-Authenticate': 'Bearer' },
      });
    case 'deny':
      // https://www.rfc-editor.org/rfc/rfc6750#section-3.1
      throw new FhirError('forbidden', decision.reason, {
        headers: { 'WWW-Authenticate': 'Bearer error="insufficient_scope"' },
      });
  }
};

/** Who asks, and what interactions need that run others. */
interface Caller {
  readonly access: AccessContext;
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
  'search-type': search,
  'search-system': search,
  'search-compartment': search,
  capabilities: (environment, request) => capabilities(environment, request.mode),
  batch: (environment, request, { access, run }) =>
    batch(environment, request, (entry, sender) => run(environment, entry, sender), access),
  transaction: (environment, request, { access, run }) =>
    transaction(environment, request, { access, gate, run }),
  operation: (environment, request, { access, run, operations }) =>
    runOperation(operations, environment, request, { access, run }),
};

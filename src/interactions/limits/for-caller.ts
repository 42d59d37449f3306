/** The environment of an interaction for one caller: where limits are put around storage. */
import { createHash } from 'node:crypto';
import type { ClausesOf } from '../../access/clauses.js';
import type { LimitedAccess } from '../../access/context.js';
import type { AccessPolicy } from '../../access/policies.js';
import type { Permission } from '../../access/scopes.js';
import { keyText } from '../../fhir/resource.js';
import { SessionReader, type StoreReader } from '../../storage/reader.js';
import { ResourceStore } from '../../storage/store.js';
import { boundTo } from '../cursor.js';
import type { Environment } from '../environment.js';
import { parseContext } from '../search/context.js';
import type { InteractionKind } from '../types.js';
import { LimitedReader, type Sight } from './limited-reader.js';
import { LimitedStore } from './limited-store.js';
import { Limits } from './limits.js';

const READ: readonly Permission[] = ['r'];
const READ_OR_SEARCH: readonly Permission[] = ['r', 's'];
const ANY: readonly Permission[] = ['r', 's', 'u', 'd'];

const READING: Sight = { state: READ, content: READ };
const SEARCHING: Sight = { state: READ_OR_SEARCH, content: READ_OR_SEARCH };
/** Who may change a resource may know that it is there. */
const WRITING: Sight = { state: ANY, content: READ_OR_SEARCH };

const SIGHTS: Partial<Record<InteractionKind, Sight>> = {
  read: READING,
  vread: READING,
  'history-instance': READING,
  'history-type': SEARCHING,
  'history-system': SEARCHING,
  'search-type': SEARCHING,
  'search-system': SEARCHING,
  'search-compartment': SEARCHING,
};

/** The same environment, in which nothing outside the clauses can be found, followed or written. */
export function forCaller(
  environment: Environment,
  access: LimitedAccess,
  kind: InteractionKind,
  clausesOf: ClausesOf,
): Environment {
  const sight = SIGHTS[kind] ?? WRITING;
  // An entry of a transaction comes with the limits of the transaction, and its reader.
  const limits = environment.limits ?? limitsFor(environment, access, clausesOf);
  const reader = new LimitedReader(unlimited(environment.reader), limits, sight);
  if (environment.limits !== undefined) return { ...environment, reader };
  if (!(environment.store instanceof ResourceStore)) throw new Error('The store has limits.');
  const { registry, extractor } = environment;
  return {
    ...environment,
    limits,
    reader,
    store: new LimitedStore(environment.store, reader, {
      limits,
      extractor,
      sight,
      sources: { registry, context: parseContext(environment) },
      known: knownTo(access),
    }),
    cursors: boundTo(environment.cursors, limits.caller),
  };
}

function unlimited(reader: StoreReader): SessionReader {
  if (reader instanceof LimitedReader) return reader.inner;
  if (reader instanceof SessionReader) return reader;
  throw new Error('The reader is not one of storage.');
}

interface Kept {
  /** Of the search parameters that filters are expressed in. */
  readonly generation: number;
  readonly policies: readonly AccessPolicy[];
  readonly limits: Limits;
}

/** Tokens are looked up once and then used for many requests. */
const kept = new WeakMap<LimitedAccess, Kept>();

function limitsFor(environment: Environment, access: LimitedAccess, clausesOf: ClausesOf): Limits {
  const { registry, rules } = environment;
  const known = kept.get(access);
  const { policies } = rules;
  if (known?.generation === registry.generation && known.policies === policies) {
    return known.limits;
  }
  const limits = new Limits({
    registry,
    context: parseContext(environment),
    clausesOf,
    relationOf: rules.relationOf,
    caller: callerName(access),
  });
  kept.set(access, { generation: registry.generation, policies, limits });
  return limits;
}

/** The same for all tokens of one grant, so that paging survives a refresh. */
function callerName(access: LimitedAccess): string {
  return createHash('sha256')
    .update(JSON.stringify(callerParts(access)))
    .digest('base64url');
}

function callerParts(access: LimitedAccess): readonly unknown[] {
  if (access.kind === 'medmij') {
    const { kind, pgo, provider, patient, services } = access;
    return [kind, pgo ?? null, provider ?? null, patient, [...services].sort()];
  }
  const { clientId, subject, launch } = access;
  return [clientId, subject?.id ?? null, launch.patient ?? null];
}

function knownTo(access: LimitedAccess): Set<string> {
  if (access.kind === 'medmij') return new Set([`Patient/${access.patient}`]);
  const { subject, launch } = access;
  const { fhirUser } = subject ?? {};
  return new Set([
    ...(fhirUser === undefined ? [] : [keyText(fhirUser)]),
    ...(launch.patient === undefined ? [] : [`Patient/${launch.patient}`]),
    ...(launch.encounter === undefined ? [] : [`Encounter/${launch.encounter}`]),
  ]);
}

/** What the entries of a transaction ask for, before anything is looked up or written. */
import { FhirError } from '../../fhir/errors.js';
import type { Issue } from '../../fhir/issue.js';
import { keyText, type Resource, type ResourceKey } from '../../fhir/resource.js';
import {
  entriesOf,
  expressionOf,
  parseEntry,
  type BundleEntry,
  type EntryWishes,
} from '../bundle-entry.js';
import { parseCriteria, type Criteria } from '../conditional/criteria.js';
import type { Environment } from '../environment.js';
import type { InteractionRequest } from '../types.js';
import { ensureId } from '../update.js';

export type WriteRequest = Extract<
  InteractionRequest,
  {
    kind:
      | 'create'
      | 'update'
      | 'conditional-update'
      | 'patch'
      | 'conditional-patch'
      | 'delete'
      | 'conditional-delete';
  }
>;

export interface PlannedWrite {
  readonly index: number;
  readonly fullUrl: string | undefined;
  readonly request: WriteRequest;
  /** Content that the entry brings; undefined for a deletion or patch. */
  readonly resource: Resource | undefined;
  /** The id in it, before one is given out. */
  readonly givenId: string | undefined;
  /** Criteria that stand for an id, or for If-None-Exist. */
  readonly criteria: Criteria | undefined;
  /** The id, when the entry names or needs one of its own. */
  readonly key: ResourceKey;
}

export interface TransactionPlan {
  readonly size: number;
  readonly writes: readonly PlannedWrite[];
  /** Reads and searches, which come last. */
  readonly reads: readonly BundleEntry[];
}

/** @throws FhirError that names the entry, also for one identity in two entries */
export function planTransaction(
  environment: Environment,
  bundle: Resource,
  wishes: EntryWishes,
): TransactionPlan {
  const entries = entriesOf(environment, bundle).map((entry, index) =>
    atEntry(index, () => parseEntry(environment, entry, index, wishes)),
  );
  const writes = entries.flatMap((entry) =>
    isWrite(entry.request)
      ? [
          atEntry(entry.index, () =>
            plannedWrite(environment, entry, entry.request as WriteRequest),
          ),
        ]
      : [],
  );
  ensureDistinct(writes);
  return {
    size: entries.length,
    writes,
    reads: entries.filter(({ request }) => !isWrite(request)),
  };
}

const WRITES = new Set<InteractionRequest['kind']>([
  'create',
  'update',
  'conditional-update',
  'patch',
  'conditional-patch',
  'delete',
  'conditional-delete',
]);

function isWrite(request: InteractionRequest): boolean {
  return WRITES.has(request.kind);
}

/** Adds the entry to an error that names no element of its own. */
export function atEntry<T>(index: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw located(error, index);
  }
}

/** The same for work that takes time. */
export async function atEntryLater<T>(index: number, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw located(error, index);
  }
}

/**
 * The error with the place in the Bundle.
 * @param inBundle false for findings about a resource that is not in the Bundle as it was judged:
 * the result of a patch
 */
export function located(error: unknown, index: number, inBundle = false): unknown {
  if (!(error instanceof FhirError)) return error;
  const at = expressionOf(index);
  const { issues } = error.details;
  if (issues !== undefined) {
    const found = issues.map((issue) => locatedIssue(issue, at, inBundle));
    return new FhirError(error.kind, `${at}: ${error.message}`, {
      ...error.details,
      issues: found,
    });
  }
  const inner = error.details.expression;
  const expression = inner?.startsWith('Bundle.') === true ? inner : at;
  return new FhirError(error.kind, `${at}: ${error.message}`, { ...error.details, expression });
}

/** `Patient.gender` as `Bundle.entry[2].resource.gender`, in the sentence as well. */
function locatedIssue(issue: Issue, at: string, inBundle: boolean): Issue {
  const { expression = '', diagnostics } = issue;
  if (!inBundle) return { ...issue, expression: at, diagnostics: `${at}: ${diagnostics}` };
  const below = /^[^.]*/;
  const placed = expression.replace(below, `${at}.resource`);
  return {
    ...issue,
    expression: placed,
    diagnostics: diagnostics.startsWith(expression)
      ? placed + diagnostics.slice(expression.length)
      : `${placed}: ${diagnostics}`,
  };
}

function plannedWrite(
  environment: Environment,
  { index, fullUrl }: BundleEntry,
  request: WriteRequest,
): PlannedWrite {
  const resource = 'resource' in request ? request.resource : undefined;
  const type = 'key' in request ? request.key.type : request.type;
  if (resource !== undefined && resource.resourceType !== type) {
    throw new FhirError('invalid-request', `The resource is no ${type}.`);
  }
  if (request.kind === 'update') ensureId(request.key, request.resource);
  const searched = criteriaOf(request);
  return {
    index,
    fullUrl,
    request,
    resource,
    givenId: resource?.id,
    criteria: searched === undefined ? undefined : parseCriteria(environment, type, searched),
    key: 'key' in request ? request.key : { type, id: environment.newId() },
  };
}

function criteriaOf(request: WriteRequest): Parameters<typeof parseCriteria>[2] | undefined {
  if ('criteria' in request) return request.criteria;
  return request.kind === 'create' ? request.ifNoneExist : undefined;
}

/** https://hl7.org/fhir/R4/http.html#trules: no two entries may mean the same resource. */
function ensureDistinct(writes: readonly PlannedWrite[]): void {
  const keys = new Set<string>();
  const urls = new Set<string>();
  for (const { index, key, fullUrl } of writes) {
    const name = keyText(key);
    if (keys.has(name)) throw duplicate(index, 'changes the same resource as another entry');
    keys.add(name);
    if (fullUrl !== undefined) {
      if (urls.has(fullUrl)) throw duplicate(index, 'has the same fullUrl as another entry');
      urls.add(fullUrl);
    }
  }
}

export function duplicate(index: number, problem: string): FhirError {
  const expression = expressionOf(index);
  return new FhirError('invalid-request', `${expression} ${problem}.`, { expression });
}

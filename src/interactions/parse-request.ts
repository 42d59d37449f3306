/**
 * From method, path and parameters to an interaction: the same for HTTP requests and for the
 * entries of a Bundle. https://hl7.org/fhir/R4/http.html#summary
 */
import { parseDate } from '../fhir/date.js';
import { FhirError } from '../fhir/errors.js';
import { isLogicalId, type Resource, type ResourceKey } from '../fhir/resource.js';
import type { Definitions } from '../packages/registry.js';
import type { QueryParameter } from '../search/parse/parameters.js';
import { CURSOR } from './history.js';
import { operationRequest, type OperationCall } from './parse-operation.js';
import { allow, notAllowed, unknownPath, unknownType } from './request-errors.js';
import type {
  Handling,
  HistoryParameters,
  InteractionRequest,
  OperationTarget,
  PatchDocument,
  RequestedSearch,
  ReturnPreference,
  SelfLink,
  VersionCondition,
} from './types.js';

export interface RequestParts extends OperationCall {
  /** GET, POST, PUT, PATCH or DELETE; HEAD counts as GET. */
  readonly method: string;
  /** Path below the base, decoded and split at slashes; empty for the base itself. */
  readonly segments: readonly string[];
  /** All parameters, of the URL and of a form. */
  readonly query: readonly QueryParameter[];
  /** Reads the body, which must be a resource. Called only where one belongs. */
  readonly resource: () => Resource;
  /** Reads the body, which must be a patch. */
  readonly patch: () => PatchDocument;
  readonly conditions: RequestConditions;
  readonly prefer: ReturnPreference;
  readonly handling: Handling;
}

export interface RequestConditions {
  readonly ifMatch?: VersionCondition;
  readonly ifNoneMatch?: VersionCondition;
  readonly ifModifiedSince?: Date;
  readonly ifNoneExist?: readonly QueryParameter[];
}

/** Parameters about the format of the answer, which every request may have. */
export const FORMAT_PARAMETERS: ReadonlySet<string> = new Set(['_format', '_pretty']);
/** With those about which part of resources is wanted: none of them selects anything. */
const GENERAL_PARAMETERS = new Set([...FORMAT_PARAMETERS, '_summary', '_elements']);

/** @throws FhirError for a path or method that no interaction has */
export function parseRequest(definitions: Definitions, parts: RequestParts): InteractionRequest {
  const request = routed(definitions, parts);
  if (!request.kind.startsWith('search-') && asksForCount(parts.query)) {
    throw new FhirError('invalid-request', '"_summary=count" is for searches only.');
  }
  return request;
}

function asksForCount(query: readonly QueryParameter[]): boolean {
  return query.some(([name, value]) => name === '_summary' && value === 'count');
}

function routed(definitions: Definitions, parts: RequestParts): InteractionRequest {
  const [first] = parts.segments;
  if (first === undefined) return systemRequest(parts);
  if (first === 'metadata') return capabilitiesRequest(parts);
  if (first === '_history') return historyRequest(parts, undefined, undefined);
  if (first === '_search') return searchSystem(parts, 'POST');
  if (first.startsWith('$')) return operation(parts, 1, { level: 'system' });
  if (!definitions.isResourceType(first)) throw unknownType(first);
  return belowType(definitions, parts, first);
}

function belowType(
  definitions: Definitions,
  parts: RequestParts,
  type: string,
): InteractionRequest {
  const [, second, third, fourth] = parts.segments;
  if (second === undefined) return typeRequest(parts, type);
  if (second === '_history') return historyRequest(parts, type, undefined);
  if (second === '_search') return searchType(parts, type, 'POST');
  if (second.startsWith('$')) return operation(parts, 2, { level: 'type', type });
  const key = { type, id: logicalId(second) };
  if (third === undefined) return instanceRequest(parts, key);
  if (third.startsWith('$')) return operation(parts, 3, { level: 'instance', key });
  if (third !== '_history') return searchCompartment(definitions, parts, key);
  if (parts.segments.length > 4) throw unknownPath();
  if (fourth === undefined) return historyRequest(parts, type, key);
  allow(parts, ['GET']);
  return { kind: 'vread', key, version: fourth };
}

/** @param depth how many segments the path has to have */
function operation(
  parts: RequestParts,
  depth: number,
  target: OperationTarget,
): InteractionRequest {
  const last = parts.segments.at(-1) ?? '';
  if (parts.segments.length > depth) throw unknownPath();
  const parameters = parts.query.filter(([name]) => !FORMAT_PARAMETERS.has(name));
  return operationRequest(parts, last, target, parameters);
}

function systemRequest(parts: RequestParts): InteractionRequest {
  if (parts.method === 'GET') return searchSystem(parts, 'GET');
  allow(parts, ['GET', 'POST']);
  const bundle = parts.resource();
  if (bundle.resourceType !== 'Bundle') {
    throw new FhirError('invalid-request', 'Only a Bundle can be posted to the base.', {
      expression: 'resourceType',
    });
  }
  const type = bundle['type'];
  if (type !== 'batch' && type !== 'transaction') {
    throw new FhirError('unprocessable', 'The Bundle is no batch and no transaction.', {
      expression: 'Bundle.type',
    });
  }
  return { kind: type, bundle, prefer: parts.prefer, handling: parts.handling };
}

function capabilitiesRequest(parts: RequestParts): InteractionRequest {
  if (parts.segments.length > 1) throw unknownPath();
  allow(parts, ['GET']);
  const mode = parts.query.find(([name]) => name === 'mode')?.[1] ?? 'full';
  if (mode !== 'full' && mode !== 'normative' && mode !== 'terminology') {
    throw new FhirError('invalid-request', '"mode" is one of full, normative, terminology.');
  }
  return { kind: 'capabilities', mode };
}

function typeRequest(parts: RequestParts, type: string): InteractionRequest {
  const { ifMatch, ifNoneMatch, ifNoneExist } = parts.conditions;
  const versions = {
    ...(ifMatch === undefined ? {} : { ifMatch }),
    ...(ifNoneMatch === undefined ? {} : { ifNoneMatch }),
  };
  const criteria = selecting(parts.query);
  switch (parts.method) {
    case 'GET':
      return searchType(parts, type, 'GET');
    case 'POST':
      return {
        kind: 'create',
        type,
        resource: parts.resource(),
        ...(ifNoneExist === undefined ? {} : { ifNoneExist }),
      };
    case 'PUT':
      ensureCriteria(criteria);
      return {
        kind: 'conditional-update',
        type,
        criteria,
        resource: parts.resource(),
        ...versions,
      };
    case 'PATCH':
      ensureCriteria(criteria);
      return { kind: 'conditional-patch', type, criteria, patch: parts.patch(), ...versions };
    case 'DELETE':
      ensureCriteria(criteria);
      return { kind: 'conditional-delete', type, criteria, ...versions };
    default:
      throw notAllowed(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
  }
}

function instanceRequest(parts: RequestParts, key: ResourceKey): InteractionRequest {
  const { ifMatch, ifNoneMatch, ifModifiedSince } = parts.conditions;
  const matching = ifMatch === undefined ? {} : { ifMatch };
  switch (parts.method) {
    case 'GET':
      return {
        kind: 'read',
        key,
        ...(ifNoneMatch === undefined ? {} : { ifNoneMatch }),
        ...(ifModifiedSince === undefined ? {} : { ifModifiedSince }),
      };
    case 'PUT':
      return {
        kind: 'update',
        key,
        resource: parts.resource(),
        ...matching,
        ...(ifNoneMatch === undefined ? {} : { ifNoneMatch }),
      };
    case 'PATCH':
      return { kind: 'patch', key, patch: parts.patch(), ...matching };
    case 'DELETE':
      return { kind: 'delete', key, ...matching };
    default:
      throw notAllowed(['GET', 'PUT', 'PATCH', 'DELETE']);
  }
}

/** https://hl7.org/fhir/R4/http.html#search */
function searchType(parts: RequestParts, type: string, method: 'GET' | 'POST'): InteractionRequest {
  if (parts.segments.length > 2) throw unknownPath();
  allow(parts, [method]);
  return { kind: 'search-type', type, ...requestedSearch(parts, type) };
}

function searchSystem(parts: RequestParts, method: 'GET' | 'POST'): InteractionRequest {
  if (parts.segments.length > 1) throw unknownPath();
  allow(parts, [method]);
  return { kind: 'search-system', ...requestedSearch(parts, '') };
}

/** `Patient/1/Observation`, `Patient/1/*`: https://hl7.org/fhir/R4/search.html#2.21.1.2 */
function searchCompartment(
  definitions: Definitions,
  parts: RequestParts,
  compartment: ResourceKey,
): InteractionRequest {
  const [type = '', last] = parts.segments.slice(2);
  const model = definitions.compartments.find(({ code }) => code === compartment.type);
  const hasType = type === '*' || model?.members[type] !== undefined;
  if (!hasType || (last !== undefined && last !== '_search') || parts.segments.length > 4) {
    throw unknownPath();
  }
  allow(parts, [last === undefined ? 'GET' : 'POST']);
  return {
    kind: 'search-compartment',
    compartment,
    ...(type === '*' ? {} : { type }),
    ...requestedSearch(parts, `${compartment.type}/${compartment.id}/${type}`),
  };
}

/** @param path for links, which are followed with GET: `_search` does not take that */
function requestedSearch({ query, handling }: RequestParts, path: string): RequestedSearch {
  const parameters = query.filter(([name]) => !FORMAT_PARAMETERS.has(name));
  return { parameters, handling, self: { path, query } };
}

function historyRequest(
  parts: RequestParts,
  type: string | undefined,
  key: ResourceKey | undefined,
): InteractionRequest {
  const depth = key === undefined ? (type === undefined ? 1 : 2) : 3;
  if (parts.segments.length > depth) throw unknownPath();
  allow(parts, ['GET']);
  const parameters = historyParameters(parts);
  if (key !== undefined) return { kind: 'history-instance', key, ...parameters };
  if (type !== undefined) return { kind: 'history-type', type, ...parameters };
  return { kind: 'history-system', ...parameters };
}

function historyParameters(parts: RequestParts): HistoryParameters {
  const values = new Map(selecting(parts.query));
  const [since, at, count, cursor] = ['_since', '_at', '_count', CURSOR].map((name) => {
    const value = values.get(name);
    values.delete(name);
    return value;
  });
  const [unknown] = values.keys();
  if (unknown !== undefined) {
    throw new FhirError('invalid-request', `History has no parameter "${unknown.slice(0, 64)}".`);
  }
  return {
    self: selfLink(parts),
    ...(since === undefined ? {} : { since: new Date(dateOf('_since', since).low) }),
    ...(at === undefined ? {} : { at: spanOf('_at', at) }),
    ...(count === undefined ? {} : { count: countOf(count) }),
    ...(cursor === undefined ? {} : { cursor }),
  };
}

function dateOf(name: string, text: string): { low: number; high: number } {
  // A plus sign that was not escaped arrives as a space.
  const date = parseDate(text.replace(' ', '+'));
  if (date === undefined) throw new FhirError('invalid-request', `"${name}" is no date or time.`);
  return date;
}

function spanOf(name: string, text: string): { low: Date; high: Date } {
  const { low, high } = dateOf(name, text.replace(/^eq/, ''));
  return { low: new Date(low), high: new Date(high) };
}

function countOf(text: string): number {
  if (!/^\d{1,40}$/.test(text)) {
    throw new FhirError('invalid-request', '"_count" is no number of 0 or more.');
  }
  // The server caps it anyway.
  return Math.min(Number(text), Number.MAX_SAFE_INTEGER);
}

function selfLink({ segments, query }: RequestParts): SelfLink {
  return { path: segments.join('/'), query };
}

function selecting(query: readonly QueryParameter[]): QueryParameter[] {
  return query.filter(([name]) => !GENERAL_PARAMETERS.has(name));
}

/** Without criteria a conditional request would mean every resource of the type. */
function ensureCriteria(criteria: readonly QueryParameter[]): void {
  if (criteria.length === 0) {
    throw new FhirError('invalid-request', 'The URL has neither an id nor search criteria.');
  }
}

function logicalId(text: string): string {
  if (!isLogicalId(text)) {
    throw new FhirError(
      'invalid-request',
      'The id in the URL is not legal: 1 to 64 letters, digits, hyphens and dots.',
    );
  }
  return text;
}

/** FHIR interactions as values, independent of HTTP: https://hl7.org/fhir/R4/http.html */
import type { AccessContext } from '../access/context.js';
import type { Issue } from '../fhir/issue.js';
import type { JsonValue } from '../fhir/json.js';
import type { Resource, ResourceKey } from '../fhir/resource.js';
import type { QueryParameter } from '../search/parse/parameters.js';
import type { BundleText } from './bundle-parts.js';
import type { EntryFailure } from './failures.js';

/** A version-aware condition: any version, or one of these version ids. */
export type VersionCondition = '*' | readonly string[];

/** What the client wants back from a write: https://hl7.org/fhir/R4/http.html#ops */
export type ReturnPreference = 'minimal' | 'representation' | 'OperationOutcome';

export type PatchDocument =
  | { readonly kind: 'json-patch'; readonly operations: JsonValue }
  | { readonly kind: 'fhirpath-patch'; readonly parameters: Resource };

export interface HistoryParameters {
  /** `_since` */
  readonly since?: Date;
  /** `_at`, as the span of time that its precision covers */
  readonly at?: { readonly low: Date; readonly high: Date };
  /** `_count`; 0 asks for the total only */
  readonly count?: number;
  /** Where the page before ended: see `cursor.ts`. */
  readonly cursor?: string;
  /** The request's own path and query, for links. */
  readonly self: SelfLink;
}

export interface BundleParameters {
  readonly bundle: Resource;
  readonly prefer: ReturnPreference;
  /** For the searches among the entries; strict when it is not there. */
  readonly handling?: Handling;
}

/** What a link to this request is made of. */
export interface SelfLink {
  /** Path below the base, without a leading slash: `Patient/1/_history`. */
  readonly path: string;
  readonly query: readonly QueryParameter[];
}

/** How strictly a search is read: https://hl7.org/fhir/R4/search.html#errors */
export type Handling = 'strict' | 'lenient';

/** What every kind of search has. */
export interface RequestedSearch {
  /** Criteria and how the result is to be given; nothing about its format. */
  readonly parameters: readonly QueryParameter[];
  readonly handling: Handling;
  /** The request's own path and query, for links. */
  readonly self: SelfLink;
}

/** Where an operation is called: https://hl7.org/fhir/R4/operations.html#executing */
export type OperationTarget =
  | { readonly level: 'system' }
  | { readonly level: 'type'; readonly type: string }
  | { readonly level: 'instance'; readonly key: ResourceKey };

/** The type that an operation on a type or a resource is about. */
export function typeOfTarget(target: Exclude<OperationTarget, { level: 'system' }>): string {
  return target.level === 'type' ? target.type : target.key.type;
}

export interface OperationRequest {
  readonly kind: 'operation';
  /** Without the `$`. */
  readonly name: string;
  readonly target: OperationTarget;
  /** Of the URL; nothing about the format of the answer. */
  readonly parameters: readonly QueryParameter[];
  /** Parameters, or the resource that is the only parameter. */
  readonly body?: Resource;
  /** The body as it came, JSON or XML: for lines and columns. */
  readonly text?: string;
}

/** What is known of an operation without running it. */
export interface OperationFacts {
  /** Without the `$`. */
  readonly name: string;
  /** Canonical of its OperationDefinition. */
  readonly definition: string;
  readonly levels: readonly OperationTarget['level'][];
  /** Types that have it; undefined: all. */
  readonly types?: readonly string[];
  /** False: GET is as good as POST. */
  readonly affectsState: boolean;
}

export type InteractionRequest =
  | {
      readonly kind: 'read';
      readonly key: ResourceKey;
      readonly ifNoneMatch?: VersionCondition;
      readonly ifModifiedSince?: Date;
    }
  | { readonly kind: 'vread'; readonly key: ResourceKey; readonly version: string }
  | {
      readonly kind: 'create';
      readonly type: string;
      readonly resource: Resource;
      /** Search criteria of If-None-Exist. */
      readonly ifNoneExist?: readonly QueryParameter[];
    }
  | {
      readonly kind: 'update';
      readonly key: ResourceKey;
      readonly resource: Resource;
      readonly ifMatch?: VersionCondition;
      readonly ifNoneMatch?: VersionCondition;
    }
  | {
      readonly kind: 'conditional-update';
      readonly type: string;
      readonly criteria: readonly QueryParameter[];
      readonly resource: Resource;
      readonly ifMatch?: VersionCondition;
      readonly ifNoneMatch?: VersionCondition;
    }
  | {
      readonly kind: 'patch';
      readonly key: ResourceKey;
      readonly patch: PatchDocument;
      readonly ifMatch?: VersionCondition;
    }
  | {
      readonly kind: 'conditional-patch';
      readonly type: string;
      readonly criteria: readonly QueryParameter[];
      readonly patch: PatchDocument;
      readonly ifMatch?: VersionCondition;
    }
  | { readonly kind: 'delete'; readonly key: ResourceKey; readonly ifMatch?: VersionCondition }
  | {
      readonly kind: 'conditional-delete';
      readonly type: string;
      readonly criteria: readonly QueryParameter[];
      readonly ifMatch?: VersionCondition;
    }
  | ({ readonly kind: 'history-instance'; readonly key: ResourceKey } & HistoryParameters)
  | ({ readonly kind: 'history-type'; readonly type: string } & HistoryParameters)
  | ({ readonly kind: 'history-system' } & HistoryParameters)
  | ({ readonly kind: 'search-type'; readonly type: string } & RequestedSearch)
  | ({ readonly kind: 'search-system' } & RequestedSearch)
  | ({
      readonly kind: 'search-compartment';
      /** Whose compartment: `Patient/1`. */
      readonly compartment: ResourceKey;
      /** Undefined for `*`: every type that the compartment has. */
      readonly type?: string;
    } & RequestedSearch)
  | ({ readonly kind: 'batch' } & BundleParameters)
  | ({ readonly kind: 'transaction' } & BundleParameters)
  | OperationRequest
  | { readonly kind: 'capabilities'; readonly mode: 'full' | 'normative' | 'terminology' };

export type SearchRequest = Extract<
  InteractionRequest,
  { kind: 'search-type' | 'search-system' | 'search-compartment' }
>;

export type InteractionKind = InteractionRequest['kind'];

/** One version of a resource, for `ETag`, `Last-Modified` and `Location`. */
export interface ResultVersion {
  readonly key: ResourceKey;
  readonly version: number;
  readonly updated: Date;
}

export type ResultBody =
  /** JSON text that is sent as it stands. */
  | {
      readonly kind: 'text';
      readonly text: string;
      /** What the text was made of, when it is a Bundle of this server. */
      readonly bundle?: BundleText;
    }
  | { readonly kind: 'resource'; readonly resource: Resource };

export interface InteractionResult {
  readonly status: 200 | 201 | 204 | 304;
  readonly version?: ResultVersion;
  readonly body?: ResultBody;
  /** True for a write: a `Location` is due, and `Prefer: return` applies. */
  readonly isWrite?: true;
  /** What to tell a client that prefers an OperationOutcome. */
  readonly notes?: readonly Issue[];
  /** For the log: entries of a batch that are answered with 500. */
  readonly failures?: readonly EntryFailure[];
}

/** Runs one interaction for a caller. @throws FhirError */
export type RunInteraction = (
  request: InteractionRequest,
  access: AccessContext,
) => Promise<InteractionResult>;

/** What the interactions work with; put together in `compose.ts`. */
import type { JsonObject } from '../fhir/json.js';
import type { PackageSet } from '../packages/package-set.js';
import type { Definitions } from '../packages/registry.js';
import type { PackagedTerminology } from '../packages/terminology.js';
import type { Clock, Logger, NewId } from '../ports.js';
import type { Extractor } from '../search/extract.js';
import type { SearchLimits } from '../search/parse/limits.js';
import type { SearchRegistry } from '../search/registry.js';
import type { UnitConverter } from '../search/types/quantity.js';
import type { Locate } from '../fhirpath/locate.js';
import type { StoreReader } from '../storage/reader.js';
import type { ResourceStore, Store, StoreTransaction } from '../storage/store.js';
import type { Validator } from '../validation/validate.js';
import type { AccessContext } from '../access/context.js';
import type { AccessRules } from '../access/clauses.js';
import type { Decision } from '../access/decide.js';
import type { CursorCodec } from './cursor.js';
import type { Limits } from './limits/limits.js';
import type { LinkPrivacy } from './link-privacy.js';
import type {
  InteractionRequest,
  InteractionResult,
  OperationFacts,
  ResultVersion,
} from './types.js';

export interface InteractionSettings {
  /** Public base URL, without a trailing slash. */
  readonly base: string;
  /** Entries in a batch or transaction. */
  readonly maxBundleEntries: number;
  /** Entries on a page when the client does not say, and at most. */
  readonly defaultPageSize: number;
  readonly maxPageSize: number;
  /** `enforce`: a write may not point at a resource of this server that does not exist. */
  readonly referentialIntegrity: 'off' | 'enforce';
  /** Whether a Patient of a transaction refers to the one that is known by the same number. */
  readonly patientCopies: 'separate' | 'linked';
  /** `off` leaves resources unchecked. */
  readonly validation: 'off' | 'base' | 'profiles';
  /** Resources that a page of a search includes besides its matches, at most. */
  readonly maxIncluded: number;
  /** Where they differ from those of `search/parse/limits.ts`. */
  readonly searchLimits: Partial<SearchLimits>;
  /** Searches that take longer are logged. */
  readonly slowSearchMilliseconds: number;
  /** For the CapabilityStatement. */
  readonly softwareVersion: string;
  /** `CapabilityStatement.rest.security`; undefined when nothing has to be proven. */
  readonly security?: JsonObject;
}

/** What an entry of a transaction Bundle has done. */
export interface WrittenEntry {
  /** Of the entry in the Bundle. */
  readonly index: number;
  /** 200 also for a conditional create that found something, and wrote nothing. */
  readonly status: InteractionResult['status'];
  /** Undefined for a deletion. */
  readonly version: ResultVersion | undefined;
}

export interface Environment {
  readonly settings: InteractionSettings;
  readonly definitions: Definitions;
  /** Value sets and code systems of R4. */
  readonly terminology: PackagedTerminology;
  readonly registry: SearchRegistry;
  readonly extractor: Extractor;
  readonly structures: PackageSet;
  readonly validator: Validator;
  readonly locate: Locate;
  /** Those that can be called. */
  readonly operations: readonly OperationFacts[];
  readonly store: Store;
  /** Reads outside transactions use the store's own reader; inside, the transaction's. */
  readonly reader: StoreReader;
  /** What apps may do, besides their scopes. */
  readonly rules: AccessRules;
  /** Those of the caller, which `store` and `reader` keep; undefined for one without limits. */
  readonly limits?: Limits;
  readonly cursors: CursorCodec;
  readonly links: LinkPrivacy;
  /** Done in the same transaction as every transaction Bundle; such Bundles are all or nothing with it. */
  readonly alongside?: (
    transaction: StoreTransaction,
    written: readonly WrittenEntry[],
  ) => Promise<void>;
  readonly convertUnit: UnitConverter;
  readonly log: Logger;
  readonly clock: Clock;
  readonly newId: NewId;
}

/** As the server composes it: without limits, and with all that can be done with storage. */
export interface CoreEnvironment extends Environment {
  readonly store: ResourceStore;
}

/** The decisions that let a request pass. */
export type Allowed = Extract<Decision, { kind: 'allow' | 'allow-within' }>;

/** What lets a request pass. @throws FhirError `forbidden` for what no rule allows */
export type Gate = (
  environment: Environment,
  request: InteractionRequest,
  access: AccessContext,
) => Allowed;

/** Runs an interaction in a given environment, such as that of a transaction. */
export type RunWithin = (
  environment: Environment,
  request: InteractionRequest,
  access: AccessContext,
) => Promise<InteractionResult>;

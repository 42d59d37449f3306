/** What Bundles are put together from: see `bundle-text.ts`. */
import type { JsonObject } from '../fhir/json.js';

export interface BundleEntryText {
  readonly fullUrl?: string;
  /** JSON text of the resource. */
  readonly resource?: string;
  /** `search`, `request` and `response`, in the order of the specification. */
  readonly about: JsonObject;
}

export interface BundleLink {
  readonly relation: 'self' | 'first' | 'prev' | 'previous' | 'next';
  readonly url: string;
}

export interface BundleText {
  readonly type: 'searchset' | 'history' | 'batch-response' | 'transaction-response';
  readonly total?: number;
  readonly links?: readonly BundleLink[];
  readonly entries: readonly BundleEntryText[];
}

/** What is an error in one place is a remark in another: the choices that the operator has. */
import type { IssueSeverity } from '../fhir/issue.js';

/** `ignore` says nothing. */
export type Attention = Exclude<IssueSeverity, 'fatal'> | 'ignore';

export interface ValidationPolicy {
  /** A claimed profile that is not loaded. */
  readonly unknownProfile: Attention;
  readonly unknownExtension: Attention;
  /** A reference whose target is neither in the Bundle, nor contained, nor stored. */
  readonly unresolvedReference: Attention;
  /** Constraints that say of themselves that they are best practice, such as dom-6. */
  readonly bestPractice: Attention;
  /** Codes of systems that are not loaded. */
  readonly unjudgedCode: Attention;
  /** Per resource type: profiles of which at least one must be claimed. */
  readonly requiredProfiles: Readonly<Record<string, readonly string[]>>;
}

export const DEFAULT_POLICY: ValidationPolicy = {
  unknownProfile: 'warning',
  unknownExtension: 'information',
  unresolvedReference: 'ignore',
  bestPractice: 'ignore',
  unjudgedCode: 'warning',
  requiredProfiles: {},
};

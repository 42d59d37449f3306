/** What is an error in one place is a remark in another: the choices that the operator has. */
import type { IssueSeverity } from '../fhir/issue.js';
import { RULES, type RuleId } from './rules.js';

/** `ignore` says nothing. */
export type Attention = Exclude<IssueSeverity, 'fatal'> | 'ignore';

/** What findings of a rule count as, where that is not what the rule itself says. */
export type RuleAttention = Readonly<Partial<Record<RuleId, Attention>>>;

/** What is asked of resources of one type. */
export interface TypePolicy {
  /** Of these one at least must be claimed, or one that builds on it. */
  readonly requiredProfiles?: readonly string[];
  readonly rules?: RuleAttention;
}

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
  /** Goes before what is said above. */
  readonly rules: RuleAttention;
  /** By resource type; goes before `rules`. */
  readonly rulesByType: Readonly<Record<string, RuleAttention>>;
}

export const DEFAULT_POLICY: ValidationPolicy = {
  unknownProfile: 'warning',
  unknownExtension: 'information',
  unresolvedReference: 'ignore',
  bestPractice: 'ignore',
  unjudgedCode: 'warning',
  requiredProfiles: {},
  rules: {},
  rulesByType: {},
};

/**
 * Rules that R4 itself is read, stored and indexed by, and by which narratives are safe to show.
 * Nobody can ease them; base R4's own required bindings, minimum cardinalities and reference targets
 * stay what they are as well, while those of profiles can be eased.
 */
const FIRM: ReadonlySet<string> = new Set<RuleId>([
  'unknown-element',
  'unknown-type',
  'json-type',
  'null-value',
  'empty-value',
  'choice-repeated',
  'primitive-format',
  'reference-format',
  'narrative',
]);

/** Rules that an operator may make more or less of. */
export const ADJUSTABLE_RULES = Object.keys(RULES).filter((rule) => !FIRM.has(rule));

/** How a finding counts in a resource of this type. @param usual as the rule itself would have it */
export function attentionTo(
  { rules, rulesByType }: ValidationPolicy,
  { rule, usual, type }: { rule: RuleId; usual: Attention; type: string },
): Attention {
  // Best practice that is hidden stays hidden when constraints count for more, or less.
  if (rule === 'invariant' && usual === 'ignore') return usual;
  return rulesByType[type]?.[rule] ?? rules[rule] ?? usual;
}

/** Every rule that a resource can break, with the issue code it is reported under. */
import type { IssueCode } from '../fhir/issue.js';

interface Rule {
  readonly code: IssueCode;
  readonly description: string;
}

export const RULES = {
  'unknown-element': { code: 'structure', description: 'The type has no element of this name.' },
  'unknown-type': { code: 'structure', description: 'There is no such resource type.' },
  'json-type': {
    code: 'structure',
    description: 'The JSON value is not of the kind that the type is written with.',
  },
  'null-value': {
    code: 'structure',
    description: 'null stands only for a missing repetition that has an id or extension.',
  },
  'empty-value': {
    code: 'structure',
    description: 'Empty strings, objects and arrays are not allowed: leave the element out.',
  },
  'choice-repeated': {
    code: 'structure',
    description: 'An element with a choice of types has two of them.',
  },
  'cardinality-min': {
    code: 'required',
    description: 'An element that must be present is missing.',
  },
  'cardinality-max': {
    code: 'structure',
    description: 'An element repeats more often than allowed.',
  },
  'primitive-format': { code: 'value', description: 'The text does not fit the primitive type.' },
  'binding-required': {
    code: 'code-invalid',
    description: 'The code is not in the value set of a required binding.',
  },
  'reference-format': { code: 'value', description: 'The text is no literal reference.' },
  'reference-target': {
    code: 'value',
    description: 'The reference points at a resource type that the element does not allow.',
  },
  narrative: {
    code: 'invalid',
    description: 'The narrative has something that XHTML in FHIR may not have.',
  },
  type: {
    code: 'structure',
    description: 'The value is of a type that the profile does not allow.',
  },
  fixed: { code: 'value', description: 'The value is not the one that is fixed.' },
  pattern: { code: 'value', description: 'The value lacks something of the pattern.' },
  'value-range': {
    code: 'value',
    description: 'The value is below the minimum or above the maximum.',
  },
  'max-length': { code: 'too-long', description: 'The text is longer than allowed.' },
  'binding-extensible': {
    code: 'code-invalid',
    description: 'No code is from the value set, though one should be when any fits.',
  },
  'binding-preferred': {
    code: 'code-invalid',
    description: 'No code is from the preferred value set.',
  },
  'code-unjudged': {
    code: 'not-found',
    description: 'A code could not be judged: its code system or value set is not known here.',
  },
  'slicing-closed': {
    code: 'structure',
    description: 'The value fits none of the slices, and no others are allowed.',
  },
  'slicing-order': {
    code: 'structure',
    description: 'The slices are not in the order that is prescribed.',
  },
  'slicing-unjudged': {
    code: 'not-supported',
    description: 'It could not be told to which slice a value belongs.',
  },
  'reference-profile': {
    code: 'value',
    description: 'The resource that is referred to satisfies none of the target profiles.',
  },
  'reference-aggregation': {
    code: 'value',
    description: 'The target of the reference stands where the profile does not allow it.',
  },
  'reference-version': {
    code: 'value',
    description: 'The reference names a version where it may not, or none where it must.',
  },
  'reference-unresolved': {
    code: 'not-found',
    description: 'The target of a reference is not at hand.',
  },
  'type-profile': {
    code: 'value',
    description: 'The value satisfies none of the profiles of its type.',
  },
  'extension-unknown': {
    code: 'not-found',
    description: 'There is no definition of the extension.',
  },
  'extension-url': { code: 'value', description: 'The url of an extension is not absolute.' },
  'extension-context': { code: 'structure', description: 'The extension may not stand here.' },
  'modifier-extension': {
    code: 'not-supported',
    description: 'A modifier extension is not known, or an extension stands among the wrong ones.',
  },
  invariant: { code: 'invariant', description: 'A constraint of the definition is not met.' },
  'invariant-unjudged': {
    code: 'not-supported',
    description: 'A constraint could not be evaluated.',
  },
  'profile-unknown': {
    code: 'not-found',
    description: 'A profile is not known; it was not checked.',
  },
  'profile-abstract': {
    code: 'business-rule',
    description: 'An abstract profile can not be claimed.',
  },
  'profile-type': { code: 'invalid', description: 'The profile is of another resource type.' },
  'profile-missing': {
    code: 'business-rule',
    description: 'A profile that is required here is not claimed.',
  },
  'profile-invalid': {
    code: 'not-supported',
    description: 'The profile itself has a mistake; part of it could not be checked.',
  },
  'contained-id': { code: 'required', description: 'A contained resource needs an id.' },
  'bundle-full-url': { code: 'value', description: 'The fullUrl does not fit the resource.' },
  questionnaire: {
    code: 'business-rule',
    description: 'The answers do not fit the questionnaire.',
  },
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;

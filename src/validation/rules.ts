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
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;

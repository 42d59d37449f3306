/** fixed[x] and pattern[x]: https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.pattern_x_ */
import type { ElementDefinition } from '@medplum/fhirtypes';
import { decimalValue } from '../../fhir/decimal.js';
import { isObject, type JsonValue } from '../../fhir/json.js';
import { sameJson } from '../../fhirpath/engine/values.js';
import type { Origin } from '../report.js';
import type { ElementCheck } from './run.js';

export type Matcher = (value: JsonValue | undefined) => boolean;

export interface Constant {
  readonly kind: 'fixed' | 'pattern';
  readonly value: JsonValue;
}

/** The value of `fixed[x]` or `pattern[x]`, or of another element with a choice such as `minValue[x]`. */
export function constantAt(definition: ElementDefinition, name: string): JsonValue | undefined {
  for (const [key, value] of Object.entries(definition)) {
    if (key.startsWith(name) && /^[A-Z]/.test(key.slice(name.length))) return value as JsonValue;
  }
  return undefined;
}

export function constantOf(definition: ElementDefinition): Constant | undefined {
  for (const kind of ['fixed', 'pattern'] as const) {
    const value = constantAt(definition, kind);
    if (value !== undefined) return { kind, value };
  }
  return undefined;
}

export function matcher({ kind, value }: Constant): Matcher {
  return kind === 'fixed' ? (found) => sameJson(found, value) : patternMatcher(value);
}

/** Every member of the pattern must be there; each item of an array in at least one place. */
function patternMatcher(pattern: JsonValue): Matcher {
  if (Array.isArray(pattern)) {
    const items = pattern.map(patternMatcher);
    return (value) =>
      Array.isArray(value) && items.every((fits) => value.some((item) => fits(item)));
  }
  if (isObject(pattern)) {
    const members = Object.entries(pattern).flatMap(([name, inner]) =>
      inner === undefined ? [] : [[name, patternMatcher(inner)] as const],
    );
    return (value) => isObject(value) && members.every(([name, fits]) => fits(value[name]));
  }
  const amount = decimalValue(pattern);
  return amount === undefined
    ? (value) => value === pattern
    : (value) => decimalValue(value) === amount;
}

export function constantCheck(constant: Constant, origin: Origin): ElementCheck {
  const fits = matcher(constant);
  const text =
    constant.kind === 'fixed'
      ? `the value is not the fixed one, ${shown(constant.value)}.`
      : `the value does not have the pattern ${shown(constant.value)}.`;
  return (node, run) => {
    if (!fits(node.value)) run.report(constant.kind, node, text, { origin });
  };
}

/** What a profile demands is no personal data. */
function shown(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

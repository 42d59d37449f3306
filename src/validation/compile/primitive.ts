import type { CodeList } from '../../packages/model.js';
import { kindOf, type ValueCheck } from '../check/element.js';
import { PRIMITIVE_CHECKS, type PrimitiveCheck } from '../check/primitive.js';

/**
 * The check of a primitive value.
 * @param codes for a `code` with a required binding: the codes it may have
 */
export function primitiveCheck(type: string, codes: CodeList | undefined): ValueCheck {
  const check: PrimitiveCheck | undefined = PRIMITIVE_CHECKS[type];
  if (check === undefined) throw new Error(`No check for the primitive type ${type}`);
  const allowed = codes === undefined ? undefined : new Set(Object.values(codes).flat());
  return (value, findings) => {
    // Most values are bound codes; a code that is in the list needs no further look.
    if (allowed?.has(value as string) === true) return;
    if (value === '') findings.add('empty-value', 'a string may not be empty.');
    else {
      const problem = check(value);
      if (problem === 'kind') {
        findings.add('json-type', `expected a ${type}, found ${kindOf(value)}.`);
      } else if (problem === 'format') {
        findings.add('primitive-format', `the value is not a valid ${type}.`);
      } else if (allowed !== undefined) {
        findings.add('binding-required', `the code is none of: ${listed(allowed)}.`);
      }
    }
  };
}

/** Enough of the codes to see what was meant. */
export function listed(codes: ReadonlySet<string>): string {
  const shown = [...codes].slice(0, 20).join(', ');
  return codes.size > 20 ? `${shown}, …` : shown;
}

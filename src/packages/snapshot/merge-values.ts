/**
 * Fixed values and patterns of a profile and its base. A value must satisfy both, so a pattern that
 * leaves out something of the base's gets it back.
 * https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.pattern_x_
 */
import type { Facts } from './tree.js';

type Report = (text: string) => void;
type Values = Record<string, unknown>;

export function mergeFixed(base: Facts, own: Facts, report: Report): Facts {
  return { ...mergeKind('fixed', base, own, report), ...mergeKind('pattern', base, own, report) };
}

function mergeKind(kind: 'fixed' | 'pattern', base: Facts, own: Facts, report: Report): Facts {
  const [before, after] = [valueKey(base, kind), valueKey(own, kind)];
  if (before === undefined || after === undefined) return {};
  if (before !== after) {
    report(`it has ${after}, while the base has ${before}`);
    return {};
  }
  const [one, other] = [(base as Values)[before], (own as Values)[after]];
  const same = JSON.stringify(one) === JSON.stringify(other);
  if (same) return {};
  if (kind === 'fixed') {
    report(`its ${after} is not the base's`);
    return {};
  }
  return {
    [after]: bothPatterns(one, other, () => {
      report(`its ${after} contradicts the base's`);
    }),
  };
}

/** The key of a choice element in JSON: `patternCoding` for `pattern`. */
function valueKey(facts: Facts, stem: string): string | undefined {
  return Object.keys(facts).find(
    (key) => key.startsWith(stem) && /^[A-Z]/.test(key.slice(stem.length)),
  );
}

/** A pattern that asks what both ask; of two different primitives the second's. */
function bothPatterns(base: unknown, own: unknown, contradict: () => void): unknown {
  if (own === undefined) return base;
  if (isList(base) && isList(own)) {
    return [...own, ...base.filter((item) => !own.some((each) => includes(each, item)))];
  }
  if (isObject(base) && isObject(own)) {
    const names = new Set([...Object.keys(base), ...Object.keys(own)]);
    return Object.fromEntries(
      [...names].map((name) => [
        name,
        name in base ? bothPatterns(base[name], own[name], contradict) : own[name],
      ]),
    );
  }
  if (base !== own) contradict();
  return own;
}

/** True when whatever fits pattern `whole` fits pattern `part` too. */
function includes(whole: unknown, part: unknown): boolean {
  if (Array.isArray(part)) {
    return Array.isArray(whole) && part.every((item) => whole.some((each) => includes(each, item)));
  }
  if (!isObject(part)) return whole === part;
  return isObject(whole) && Object.keys(part).every((name) => includes(whole[name], part[name]));
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

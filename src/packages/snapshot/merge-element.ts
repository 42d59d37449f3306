/**
 * What a profile says of an element, laid over what its base says. A profile may only narrow, so
 * where it would widen the base holds and that is reported.
 * https://hl7.org/fhir/R4/profiling.html#snapshot
 */
import type { ElementDefinitionBinding } from '@medplum/fhirtypes';
import { mergeTypes } from './merge-types.js';
import { mergeFixed } from './merge-values.js';
import type { Facts } from './tree.js';

export type Report = (text: string) => void;

type Rule = (base: Facts, own: Facts, report: Report) => Facts;

/** @param report told of what contradicts the base */
export function mergeFacts(base: Facts, own: Facts, report: Report): Facts {
  if (Object.keys(own).length === 0) return base;
  const merged: Record<string, unknown> = { ...base, ...own };
  for (const rule of RULES) Object.assign(merged, rule(base, own, report));
  return merged;
}

const RULES: readonly Rule[] = [
  mergeCardinality,
  mergeFlags,
  (base, own, report) => pick('type', mergeTypes(base.type, own.type, report)),
  mergeBinding,
  mergeConstraints,
  (base, own) => pick('condition', union(base.condition, own.condition, String)),
  mergeSlicing,
  mergeLength,
  (base, own) => pick('extension', union(base.extension, own.extension, JSON.stringify)),
  mergeFixed,
];

function pick<K extends keyof Facts>(name: K, value: Facts[K]): Facts {
  return value === undefined ? {} : { [name]: value };
}

/** `*` and no maximum at all are both without end. */
export function maxOf(max: string | undefined): number {
  return max === undefined || max === '*' ? Infinity : Number(max);
}

function mergeCardinality(base: Facts, own: Facts, report: Report): Facts {
  const min = mergeMin(base.min ?? 0, own.min, report);
  const max = mergeMax(base.max ?? '*', own.max, report);
  if (min > maxOf(max)) report(`its minimum ${min} is above its maximum ${max}`);
  return { ...(own.min === undefined ? {} : { min }), ...(own.max === undefined ? {} : { max }) };
}

function mergeMin(base: number, own: number | undefined, report: Report): number {
  if (own !== undefined && own < base) report(`its minimum ${own} is below the base's ${base}`);
  return Math.max(base, own ?? 0);
}

function mergeMax(base: string, own: string | undefined, report: Report): string {
  if (own === undefined) return base;
  if (maxOf(own) <= maxOf(base)) return own;
  report(`its maximum ${own} is above the base's ${base}`);
  return base;
}

function mergeFlags(base: Facts, own: Facts): Facts {
  return {
    ...(base.mustSupport === true ? { mustSupport: true } : {}),
    ...(base.isModifier === true && own.isModifier === false ? { isModifier: true } : {}),
  };
}

const STRENGTHS = ['example', 'preferred', 'extensible', 'required'];

function strengthOf(binding: ElementDefinitionBinding): number {
  return STRENGTHS.indexOf(binding.strength);
}

/** A binding without a value set keeps the base's; additional bindings add up. */
function mergeBinding(base: Facts, own: Facts, report: Report): Facts {
  if (base.binding === undefined || own.binding === undefined) return {};
  const extension = union(base.binding.extension, own.binding.extension, JSON.stringify);
  const more = extension === undefined ? {} : { extension };
  if (strengthOf(own.binding) < strengthOf(base.binding)) {
    const [mine, its] = [own.binding.strength, base.binding.strength];
    report(`its binding is ${mine}, while the base's is ${its}`);
    return { binding: { ...base.binding, ...more } };
  }
  const valueSet = own.binding.valueSet ?? base.binding.valueSet;
  return {
    binding: { ...own.binding, ...(valueSet === undefined ? {} : { valueSet }), ...more },
  };
}

/**
 * Invariants add up. A key that the base gives to another expression means both: a profile can not
 * take the base's back.
 */
function mergeConstraints(base: Facts, own: Facts, report: Report): Facts {
  const before = base.constraint ?? [];
  const added = own.constraint?.filter((each) => {
    const same = before.filter(({ key }) => key === each.key);
    const { expression } = each;
    if (same.length === 0) return true;
    if (expression === undefined || same.some((one) => one.expression === expression)) return false;
    report(`its constraint ${each.key} is not the base's; both count`);
    return true;
  });
  return added === undefined ? {} : { constraint: [...before, ...added] };
}

/** Items of both lists; of those with one key the second list's. */
function union<T>(
  base: readonly T[] | undefined,
  own: readonly T[] | undefined,
  keyOf: (value: T) => string,
): T[] | undefined {
  if (base === undefined || own === undefined) return own === undefined ? undefined : [...own];
  const all = new Map(base.map((item) => [keyOf(item), item]));
  for (const item of own) all.set(keyOf(item), item);
  return [...all.values()];
}

const RULES_OF_SLICING = ['open', 'openAtEnd', 'closed'];

function mergeSlicing(base: Facts, own: Facts, report: Report): Facts {
  const [before, after] = [base.slicing, own.slicing];
  if (before === undefined || after === undefined) return {};
  const looser = RULES_OF_SLICING.indexOf(after.rules) < RULES_OF_SLICING.indexOf(before.rules);
  if (looser) report(`its slicing is ${after.rules}, while the base's is ${before.rules}`);
  const discriminator = after.discriminator ?? before.discriminator;
  return {
    slicing: {
      ...after,
      ...(discriminator === undefined ? {} : { discriminator }),
      rules: looser ? before.rules : after.rules,
      ...(before.ordered === true ? { ordered: true } : {}),
    },
  };
}

function mergeLength(base: Facts, own: Facts, report: Report): Facts {
  if (base.maxLength === undefined || own.maxLength === undefined) return {};
  if (own.maxLength > base.maxLength) {
    report(`its maxLength ${own.maxLength} is above the base's ${base.maxLength}`);
  }
  return { maxLength: Math.min(base.maxLength, own.maxLength) };
}

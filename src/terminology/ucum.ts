/**
 * UCUM units (https://ucum.org), by the reference implementation of the National Library of Medicine.
 * Loaded at the first unit that is asked for: the table is large.
 */
import { createRequire } from 'node:module';

/** A unit's dimension, and how values get there. */
export interface CanonicalUnit {
  /** Names the dimension: equal for all units that can be converted into one another. */
  readonly unit: string;
  convert(value: number): number;
}

interface UcumUnit {
  readonly magnitude_: number;
  readonly dim_: { readonly dimVec_: readonly number[] | null } | null;
  readonly isArbitrary_: boolean;
  readonly isSpecial_: boolean;
  readonly moleExp_: number;
}

interface UcumUtils {
  getSpecifiedUnit(code: string, action: 'validate'): { unit: UcumUnit | null; status?: string };
  convertUnitTo(from: string, value: number, to: string): { status: string; toVal: number | null };
}

/** Units are few; the bound keeps invented ones from filling the memory. */
const MAX_CACHED = 5000;
const MAX_CODE_LENGTH = 100;

/** Doubles differ in the last digits after a multiplication; 5.4 g and 5400 mg must not. */
const SIGNIFICANT_DIGITS = 12;

/**
 * Finds the canonical unit of a UCUM code; undefined for what is not UCUM. Units on arbitrary or
 * logarithmic scales ([IU], pH) are their own dimension.
 */
export function createUnitConverter(): (code: string) => CanonicalUnit | undefined {
  const cache = new Map<string, CanonicalUnit | undefined>();
  let utils: UcumUtils | undefined;
  return (code) => {
    if (cache.has(code)) return cache.get(code);
    utils ??= loadUcum();
    const unit = code.length > MAX_CODE_LENGTH ? undefined : canonicalUnit(code, utils);
    if (cache.size >= MAX_CACHED) cache.clear();
    cache.set(code, unit);
    return unit;
  };
}

function loadUcum(): UcumUtils {
  const require = createRequire(import.meta.url);
  const library = require('@lhncbc/ucum-lhc') as { UcumLhcUtils: { getInstance(): UcumUtils } };
  return library.UcumLhcUtils.getInstance();
}

function canonicalUnit(code: string, utils: UcumUtils): CanonicalUnit | undefined {
  const { unit, status } = utils.getSpecifiedUnit(code, 'validate');
  if (unit === null || status !== 'valid') return undefined;
  if (unit.isSpecial_) return specialUnit(code, utils);
  if (unit.isArbitrary_) return { unit: code, convert: (value) => value };
  const dimension = `${(unit.dim_?.dimVec_ ?? []).join(' ')};${unit.moleExp_}`;
  return { unit: dimension, convert: (value) => rounded(value * unit.magnitude_) };
}

/** Temperatures meet in kelvin. */
function specialUnit(code: string, utils: UcumUtils): CanonicalUnit {
  if (utils.convertUnitTo(code, 1, 'K').status !== 'succeeded') {
    return { unit: code, convert: (value) => value };
  }
  const kelvin = canonicalUnit('K', utils);
  return {
    unit: kelvin?.unit ?? 'K',
    convert: (value) =>
      Number.isFinite(value)
        ? rounded(utils.convertUnitTo(code, value, 'K').toVal ?? value)
        : value,
  };
}

function rounded(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(SIGNIFICANT_DIGITS)) : value;
}

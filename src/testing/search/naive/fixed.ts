/** Decimals without rounding, as whole numbers of 10^-30. */
export type Fixed = bigint;

const DECIMALS = 30;
const ONE = 10n ** BigInt(DECIMALS);

/** Beyond every number that is compared. */
export const INFINITE: Fixed = 10n ** 90n;

/** Reads `-1.50`, `1e2`. */
export function fixed(text: string): Fixed {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', decimals = ''] = mantissa.split('.');
  const shift = DECIMALS - decimals.length + Number(exponent);
  return BigInt(whole.replace('+', '') + decimals) * 10n ** BigInt(shift);
}

/** Half a unit of the last digit that is written; `1e2` counts as `1.0e2`. */
export function halfDigit(text: string): Fixed {
  const [mantissa = '', exponent] = text.toLowerCase().split('e');
  const decimals = mantissa.split('.')[1] ?? (exponent === undefined ? '' : '0');
  return 10n ** BigInt(DECIMALS - decimals.length + Number(exponent ?? '0')) / 2n;
}

export function times(value: Fixed, factor: Fixed): Fixed {
  return (value * factor) / ONE;
}

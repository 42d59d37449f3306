/** The neighbours of a double: how a bound that does not count itself lies in an index. */

const float = new Float64Array(1);
const bits = new BigInt64Array(float.buffer);

/** The next greater double; infinities and zero's sign aside, there is none between. */
export function nextAbove(value: number): number {
  if (!Number.isFinite(value)) return value;
  if (value === 0) return Number.MIN_VALUE;
  float[0] = value;
  bits[0] = (bits[0] ?? 0n) + (value > 0 ? 1n : -1n);
  return float[0];
}

export function nextBelow(value: number): number {
  return -nextAbove(-value);
}

/** The Dutch citizen service number: https://simplifier.net/resolve?canonical=http://fhir.nl/fhir/NamingSystem/bsn */

export const BSN_SYSTEM = 'http://fhir.nl/fhir/NamingSystem/bsn';
export const BSN_OID = '2.16.840.1.113883.2.4.6.3';

const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, -1];

/** Whether digits pass the elfproef: their weighted sum is divisible by eleven. */
export function isBsn(text: string): boolean {
  const digits = text.padStart(WEIGHTS.length, '0');
  if (!/^\d{9}$/.test(digits) || /^0+$/.test(digits)) return false;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return sum % 11 === 0;
}

/**
 * HL7 table 0200, name type, to https://hl7.org/fhir/R4/valueset-name-use.html. Without a type a name
 * is the official one. The birth name (B) of a Dutch person is part of the official name.
 */
export const NAME_USES: Readonly<Record<string, string>> = {
  '': 'official',
  L: 'official',
  R: 'official',
  C: 'official',
  D: 'usual',
  N: 'usual',
  K: 'official',
  M: 'maiden',
  B: 'maiden',
  MSK: 'anonymous',
  S: 'anonymous',
  TEMP: 'temp',
  NAV: 'temp',
  BAD: 'old',
  NOUSE: 'old',
};

/**
 * HL7 table 0190, address type, to use and type of a FHIR Address, and to the zib's AddressType
 * (codes of v3-AddressUse). In Dutch messages M is the address for letters.
 */
export interface AddressMeaning {
  readonly use?: 'home' | 'work' | 'temp' | 'old' | 'billing';
  readonly type?: 'postal' | 'physical' | 'both';
  readonly zib?: 'HP' | 'PST' | 'TMP' | 'WP' | 'HV' | 'PHYS';
}

export const ADDRESS_TYPES: Readonly<Record<string, AddressMeaning>> = {
  '': {},
  H: { use: 'home', zib: 'HP' },
  L: { use: 'home', zib: 'HP' },
  P: { use: 'home', zib: 'HP' },
  M: { type: 'postal', zib: 'PST' },
  SH: { type: 'postal' },
  B: { use: 'work', zib: 'WP' },
  O: { use: 'work', zib: 'WP' },
  C: { use: 'temp', zib: 'TMP' },
  V: { use: 'temp', zib: 'HV' },
  BI: { use: 'billing' },
  S: { type: 'physical', zib: 'PHYS' },
  BA: { use: 'old' },
  BR: { use: 'old' },
};

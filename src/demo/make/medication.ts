/** Medication: products of the G-Standaard, profiles of nl-core and MP9. */
import type { JsonObject } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { ATC, GPK, HPK, PRK } from '../facts/code-systems.js';
import { PRODUCTS } from '../facts/products.js';
import type { ProductKey } from '../facts/products.js';
import { coding } from './datatypes.js';
import { demoResource, refer, rowFor } from './resource.js';

/** MP9 wants a code of the G-Standaard, so what has only an ATC code does not claim its profile. */
export function makeMedications(): Resource[] {
  return PRODUCTS.map(([key, text, atc, prk, gpk, hpk]) => {
    const levels: [string, string][] = [
      [PRK, prk],
      [GPK, gpk],
      [HPK, hpk],
    ];
    const profiles = ['nl-core-PharmaceuticalProduct'];
    if (prk !== '') profiles.push('mp-PharmaceuticalProduct');
    return demoResource('Medication', key, profiles, {
      code: {
        coding: [
          ...levels
            .filter(([, code]) => code !== '')
            .map(([system, code]) => coding([system, code, text.toUpperCase()])),
          coding([ATC, atc, key]),
        ],
        text,
      },
      status: 'active',
    });
  });
}

export function medicationReference(key: ProductKey): JsonObject {
  return refer('Medication', key, rowFor(PRODUCTS, key)[1]);
}

// https://hl7.org/fhir/R4/search.html#string
import { describe } from '@jest/globals';
import { cases, refused } from '../../testing/search/cases.js';

describe('strings', () => {
  const long = 'ab '.repeat(100);
  cases(
    {
      resourceType: 'Patient',
      name: [
        { family: 'van den Berg', given: ['José', 'Anne-Marie'], text: 'José, van den Berg' },
        { family: long },
      ],
      address: [{ city: "'s-Gravenhage", line: ['Lange Voorhout 1'] }],
    },
    [
      'name=van den Berg',
      'name=VAN DEN',
      'name=berg',
      'name=jose',
      'name=José\\, van',
      'given=anne marie',
      'given=x,Ann',
      'given:exact=José',
      'name:contains=MARIE',
      'name:contains=den ber',
      'address=s gravenhage',
      'address-city=’s-Grav',
      `family=${long}`,
      'name:missing=false',
      'phonetic=van den',
    ],
    [
      'name=den Berg',
      'given=marie',
      'given:exact=jose',
      'given:exact=Jos',
      'name:contains=berg van',
      'address-country=nl',
      'name:missing=true',
    ],
  );
  refused('Patient', [
    'name=---',
    'name= ',
    'name:contains=!',
    'name:text=x',
    'name:exact=',
    'name:not=x',
  ]);
});

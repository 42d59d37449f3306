// What results are ordered by: https://hl7.org/fhir/R4/search.html#sort
import { describe, expect, test } from '@jest/globals';
import { encoded, searchTables } from '../testing/search/tables.js';
import { matchIds, walk } from '../testing/searchsets.js';

const UCUM = 'http://unitsofmeasure.org';
const named = (...families: string[]) => ({ name: families.map((family) => ({ family })) });
const measured = (value: number, unit: string, code: string) => ({
  status: 'final',
  code: { text: 'x' },
  valueQuantity: { value, unit, system: UCUM, code },
});

const { server } = searchTables({
  Patient: {
    berg: named('van den Berg'),
    // Of one rank with the one before: in order of creation.
    'only-berg': named('Berg'),
    adema: named('Adema'),
    vries: named('de Vries'),
    aa: named('van der Aa'),
    zee: named('Zee'),
    // Of several the one that comes first in the direction that is asked.
    two: named('van Dijk', 'Cremers'),
    // A prefix by itself is a name.
    van: named('Van'),
    none: { active: true },
  },
  Observation: {
    // Of one dimension in one order; the name of a unit is not a number of it.
    grams: measured(5, 'gram', 'g'),
    milligrams: measured(4000, 'milligram', 'mg'),
    kilo: measured(1, 'kilo', 'kg'),
  },
});

/** Ids over all pages, with one resource on each, and all on one. */
async function ordered(type: string, search: string): Promise<string> {
  const pages = await walk(server(), `/${type}?${encoded(search)}&_count=1`);
  const answer = await server().send('GET', `/${type}?${encoded(search)}`);
  const ids = pages.flatMap(matchIds);
  expect(ids).toEqual(matchIds(answer));
  return ids.join(' ');
}

describe('surnames are ordered without their prefixes, in both directions', () => {
  const up = 'aa adema berg only-berg two van vries zee none';
  const down = 'zee vries van two only-berg berg adema aa none';

  test.each([
    ['_sort=family', up],
    ['_sort=-family', down],
    ['_sort=name', up],
    ['_sort=-name', down],
    // Beside criteria they are found by another way.
    ['family=van,ber,de,ade,zee&_sort=family', 'aa adema berg only-berg two van vries zee'],
    ['family=van,ber,de,ade,zee&_sort=-family', 'zee vries van two only-berg berg adema aa'],
    ['_sort=family,-_id', 'aa adema only-berg berg two van vries zee none'],
    ['_sort=-family,_id', 'zee vries van two berg only-berg adema aa none'],
  ])('%s', async (search, ids) => {
    expect(await ordered('Patient', search)).toBe(ids);
  });
});

test('surnames are found with and without their prefixes', async () => {
  expect(await ordered('Patient', 'family=van den b')).toBe('berg');
  expect(await ordered('Patient', 'family=berg')).toBe('berg only-berg');
  expect(await ordered('Patient', 'family:exact=van den Berg')).toBe('berg');
  expect(await ordered('Patient', 'family:contains=den')).toBe('berg');
});

test.each([
  ['_sort=value-quantity', 'milligrams grams kilo'],
  ['_sort=-value-quantity', 'kilo grams milligrams'],
])('quantities are ordered in their canonical unit: %s', async (search, ids) => {
  expect(await ordered('Observation', search)).toBe(ids);
});

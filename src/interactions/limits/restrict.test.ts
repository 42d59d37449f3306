// design decision 5: what a caller may see is part of the search before it runs
import { describe, expect, test } from '@jest/globals';
import type { Key } from '../../search/keys.js';
import type { Criterion, SearchQuery } from '../../search/query.js';
import { withLimits } from './restrict.js';

const path = { key: {} as Key, inRow: false };
const own = (type: string): Criterion => ({ kind: 'id', ids: [`own-${type}`] });
const asked: Criterion = { kind: 'id', ids: ['asked'] };

const query: SearchQuery = {
  type: 'Observation',
  sort: [],
  criteria: [
    asked,
    {
      kind: 'not',
      of: {
        kind: 'any',
        of: [
          { kind: 'chain', paths: [path], scopes: [{ type: 'Patient', criteria: [asked] }] },
          {
            kind: 'all',
            of: [{ kind: 'has', paths: [path], scope: { type: 'Provenance', criteria: [] } }],
          },
        ],
      },
    },
    { kind: 'list', id: 'l', path: path.key },
  ],
};

test('the limits of its type are put on every scope, however deep', () => {
  expect(withLimits(query, (type) => [own(type)])).toEqual({
    type: 'Observation',
    sort: [],
    criteria: [
      own('Observation'),
      asked,
      {
        kind: 'not',
        of: {
          kind: 'any',
          of: [
            {
              kind: 'chain',
              paths: [path],
              scopes: [{ type: 'Patient', criteria: [own('Patient'), asked] }],
            },
            {
              kind: 'all',
              of: [
                {
                  kind: 'has',
                  paths: [path],
                  scope: { type: 'Provenance', criteria: [own('Provenance')] },
                },
              ],
            },
          ],
        },
      },
      {
        kind: 'has',
        paths: [path],
        scope: { type: 'List', criteria: [own('List'), { kind: 'id', ids: ['l'] }] },
      },
    ],
  });
});

test('a search without limits stays as it is', () => {
  expect(withLimits(query, () => [])).toEqual(query);
});

describe('the record of a patient', () => {
  const record: Criterion = { kind: 'patient-compartment', id: 'p' };
  const inRow = { ...path, inRow: true };
  const limited = (criterion: Criterion): readonly Criterion[] =>
    withLimits({ type: 'Observation', criteria: [criterion] }, () => [record]).criteria;
  const about = (id: string, paths = [inRow]): Criterion => ({
    kind: 'reference',
    paths,
    targets: [{ type: 'Patient', id }],
  });

  test.each<[string, Criterion]>([
    ['its compartment', record],
    ['what is about the patient', about('p')],
  ])('is not tested again for a search of %s', (_, criterion) => {
    expect(limited(criterion)).toEqual([criterion]);
  });

  test.each<[string, Criterion]>([
    ['another compartment', { kind: 'patient-compartment', id: 'q' }],
    ['what is about another patient', about('q')],
    ['a reference by a path that may make no compartment', about('p', [path])],
    ['one of several paths that may make no compartment', about('p', [inRow, path])],
    ['what is not about the patient', { kind: 'not', of: about('p') }],
    ['what is about the patient, or not', { kind: 'any', of: [about('p'), asked] }],
    [
      'two patients',
      {
        kind: 'reference',
        paths: [inRow],
        targets: [
          { type: 'Patient', id: 'p' },
          { type: 'Patient', id: 'q' },
        ],
      },
    ],
    [
      'a resource of another type with the same id',
      { kind: 'reference', paths: [inRow], targets: [{ type: 'Group', id: 'p' }] },
    ],
  ])('is tested for a search of %s', (_, criterion) => {
    expect(limited(criterion)).toEqual([record, criterion]);
  });
});

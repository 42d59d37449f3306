// design decision 5: what a caller may see is part of the search before it runs
import { describe, expect, test } from '@jest/globals';
import type { Key } from '../search/keys.js';
import type { Criterion, SearchQuery } from '../search/query.js';
import { includableTypes, restrict, withLimits } from './restrict.js';

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

describe('restrict', () => {
  test('leaves a search as it is when everything is allowed', () => {
    expect(restrict(query, { kind: 'allow' })).toBe(query);
  });

  test('finds nothing when the decision has no limits to search within', () => {
    const { criteria } = restrict(query, { kind: 'deny', reason: 'x' });
    expect(criteria[0]).toEqual({ kind: 'any', of: [] });
  });

  test('includes no type that has limits', () => {
    const all = ['Observation', 'Patient'];
    expect(includableTypes(undefined, { kind: 'allow' }, all)).toBeUndefined();
    expect(includableTypes(['Patient'], { kind: 'allow' }, all)).toEqual(['Patient']);
    expect(includableTypes(undefined, { kind: 'deny', reason: 'x' }, all)).toEqual([]);
  });

  test('puts the limits of its type on every scope, however deep', () => {
    const limited = withLimits(query, (type) => [own(type)]);
    expect(limited).toEqual({
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
});

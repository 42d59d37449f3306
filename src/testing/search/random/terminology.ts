/** What the codes of the population mean: a hierarchy and value sets. */
import { CODES, SYSTEMS } from './pools.js';

const [S, T] = SYSTEMS;
const [a, A, b, odd] = CODES;

/** Each code with all that it subsumes, of the first system; the other is not known. */
export const SUBSUMED: ReadonlyMap<string, readonly string[]> = new Map([
  [a, [a, A, odd]],
  [A, [A, odd]],
  [b, [b, odd]],
  [odd, [odd]],
]);

/** Codes of value sets, as `system|code`. */
export const MEMBERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['http://vs.example/listed', [`${S}|${a}`, `${T}|${b}`]],
  ['http://vs.example/below-A', [`${S}|${A}`, `${S}|${odd}`]],
  ['http://vs.example/none-of-a', [`${S}|${b}`]],
]);

const url = (name: string) => ({ status: 'active', url: `http://vs.example/${name}` });

/** The CodeSystem and ValueSets that say so. */
export const TERMINOLOGY = [
  {
    resourceType: 'CodeSystem',
    id: 's',
    url: S,
    status: 'active',
    content: 'complete',
    concept: [
      {
        code: a,
        concept: [
          { code: A, concept: [{ code: odd, property: [{ code: 'parent', valueCode: b }] }] },
        ],
      },
      { code: b },
    ],
  },
  {
    resourceType: 'ValueSet',
    id: 'listed',
    ...url('listed'),
    compose: {
      include: [
        { system: S, concept: [{ code: a }] },
        { system: T, concept: [{ code: b }] },
      ],
    },
  },
  {
    resourceType: 'ValueSet',
    id: 'below-upper-a',
    ...url('below-A'),
    compose: {
      include: [{ system: S, filter: [{ property: 'concept', op: 'is-a', value: A }] }],
    },
  },
  {
    resourceType: 'ValueSet',
    id: 'none-of-a',
    ...url('none-of-a'),
    compose: {
      include: [{ system: S }],
      exclude: [{ system: S, filter: [{ property: 'concept', op: 'is-a', value: a }] }],
    },
  },
] as const;

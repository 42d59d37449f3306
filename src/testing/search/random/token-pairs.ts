/** Random token parameters. */
import fc from 'fast-check';
import type { Source } from '../naive/parameters.js';
import { escaped, listOf, named, pick, type Pair } from './pairs.js';
import { CLASSES, CODES, STATUSES, SYSTEMS } from './pools.js';
import { MEMBERS } from './terminology.js';

const codes = pick([...CODES, 'none'] as const).map(escaped);
const systems = pick(SYSTEMS);
export const coded = fc.oneof(
  codes,
  fc.tuple(systems, codes).map((parts) => parts.join('|')),
  codes.map((code) => `|${code}`),
  systems.map((system) => `${system}|`),
);

const BARE: Readonly<Record<string, readonly string[]>> = {
  active: ['true', 'false'],
  gender: ['male', 'female', 'unknown', 'other'],
  intent: ['order', 'plan', 'option'],
  telecom: ['a@x.example', 'A@X.EXAMPLE', '+31', '1'],
};

/** A code of a known system, with and without it, with another and with none. */
function ofSystem(own: fc.Arbitrary<string>, system: string): fc.Arbitrary<string> {
  const asked = pick(['', '', `${system}|`, `${system}|`, 'http://s.example|', '|']);
  return fc.oneof(
    { weight: 9, arbitrary: fc.tuple(asked, own).map((parts) => parts.join('')) },
    { weight: 1, arbitrary: pick([`${system}|`, 'http://s.example|']) },
  );
}

export function tokenPair(
  type: string,
  code: string,
  [, source, system]: Source,
): fc.Arbitrary<Pair> {
  const bare = code === 'status' ? STATUSES[type as keyof typeof STATUSES] : BARE[code];
  if (bare !== undefined) {
    const own = pick<string>(bare);
    return named(code, system === undefined ? own : ofSystem(own, system), [':not']);
  }
  if (code === 'class') {
    const classes = CLASSES.map((own) =>
      'system' in own ? `${own.system}|${own.code}` : own.code,
    );
    return fc.oneof(
      named(code, pick([...classes, '|IMP', '|AMB', 'AMB']), [':not']),
      named(`${code}:text`, pick(['amb', 'AMBULANT', 'x'])),
    );
  }
  const plain = named(code, coded, [':not']);
  const hierarchy = fc
    .tuple(
      pick([':below', ':above']),
      listOf(pick(CODES).map((own) => `${SYSTEMS[0]}|${escaped(own)}`)),
    )
    .map(([modifier, value]): Pair => [code + modifier, value]);
  const sets = fc
    .tuple(pick([':in', ':not-in']), listOf(pick([...MEMBERS.keys()])))
    .map(([modifier, value]): Pair => [code + modifier, value]);
  if (source === 'CodeableConcept') {
    return fc.oneof(
      { weight: 4, arbitrary: plain },
      { weight: 2, arbitrary: hierarchy },
      { weight: 2, arbitrary: sets },
      {
        weight: 1,
        arbitrary: named(`${code}:text`, pick(['hart', 'HARTF', 'een', 'Één', 'zonder komma'])),
      },
    );
  }
  if (source !== 'Identifier') return plain;
  const ofType = fc.tuple(systems, codes, codes).map((parts) => parts.join('|'));
  return fc.oneof(
    { weight: 4, arbitrary: plain },
    { weight: 1, arbitrary: named(`${code}:of-type`, ofType) },
  );
}

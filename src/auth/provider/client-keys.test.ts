import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Fetched } from '../network.js';
import { createClientKeys, type ClientKeys } from './client-keys.js';

const KEY = { kty: 'RSA', n: 'x', e: 'AQAB', d: 'secret' };

let now: number;
let fetches: number;
let answer: Partial<Fetched>;
let keys: ClientKeys;

beforeEach(() => {
  now = 1_000_000;
  fetches = 0;
  answer = { body: JSON.stringify({ keys: [{ ...KEY, kid: 'one' }] }) };
  keys = createClientKeys(
    () => {
      fetches++;
      return Promise.resolve({ status: 200, headers: {}, body: '', ...answer });
    },
    () => now,
  );
});

const at = async (kid?: string): Promise<unknown[]> =>
  (await keys.at('https://idp.example/jwks', kid)).keys.map((key) => key['kid']);

describe('keys at a URL', () => {
  test('are fetched once, and again when they are no longer fresh', async () => {
    expect(await at('one')).toEqual(['one']);
    expect(await at('one')).toEqual(['one']);
    expect(fetches).toBe(1);
    now += 301_000;
    await at('one');
    expect(fetches).toBe(2);
  });

  test('are fetched again for a key that is not among them, but not all the time', async () => {
    await at('one');
    answer = { body: JSON.stringify({ keys: [{ ...KEY, kid: 'two' }] }) };
    expect(await at('two')).toEqual(['one']);
    now += 11_000;
    expect(await at('two')).toEqual(['two']);
    expect(await at('three')).toEqual(['two']);
    expect(fetches).toBe(2);
  });

  test('never have private parts', async () => {
    const { keys: found } = await keys.at('https://idp.example/jwks', 'one');
    expect(JSON.stringify(found)).not.toContain('secret');
  });

  test.each<[string, Partial<Fetched>]>([
    ['is not there', { status: 404 }],
    ['is no key set', { body: '[]' }],
    ['is no JSON', { body: '<html>' }],
    ['is endless', { body: JSON.stringify({ keys: Array.from({ length: 101 }, () => KEY) }) }],
  ])('a document that %s is refused, and asked for again after a moment', async (_what, wrong) => {
    answer = wrong;
    await expect(at('one')).rejects.toThrow();
    await expect(at('one')).rejects.toThrow();
    expect(fetches).toBe(1);
    answer = { body: JSON.stringify({ keys: [{ ...KEY, kid: 'one' }] }) };
    now += 301_000;
    expect(await at('one')).toEqual(['one']);
  });
});

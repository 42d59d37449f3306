/** Whose certificate a request with a token of MedMij must come with. */
import { describe, expect, test } from '@jest/globals';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { SYSTEM_ACCESS, type AccessContext } from '../../access/context.js';
import { boundToPeer } from './data-peer.js';

const REQUEST = new IncomingMessage(new Socket());

function medmij(pgo?: string): AccessContext {
  const access = { kind: 'medmij', patient: 'p1', services: [], tokenId: 't' } as const;
  return pgo === undefined ? access : { ...access, pgo };
}

/** @param names that the certificate of the caller proves */
async function comesThrough(access: AccessContext, names: readonly string[]): Promise<boolean> {
  const authenticate = boundToPeer(
    () => Promise.resolve(access),
    (_request, expected) => names.find((name) => name === (expected ?? name)),
  );
  try {
    return (await authenticate(REQUEST)) === access;
  } catch (error) {
    expect(error).toMatchObject({ kind: 'unauthenticated' });
    return false;
  }
}

describe('data are given', () => {
  test.each<[string, AccessContext, string[], boolean]>([
    ['the PGO that the token is of', medmij('pgo.nl'), ['pgo.nl'], true],
    ['it by its second name', medmij('pgo.nl'), ['www.pgo.nl', 'pgo.nl'], true],
    ['another PGO', medmij('pgo.nl'), ['andere.nl'], false],
    ['who has no certificate', medmij('pgo.nl'), [], false],
    ['any PGO with a token of the operator', medmij(), ['andere.nl'], true],
    ['nobody else with that', medmij(), [], false],
    ['others without a certificate', SYSTEM_ACCESS, [], true],
  ])('to %s: %#', async (_who, access, names, isGiven) => {
    expect(await comesThrough(access, names)).toBe(isGiven);
  });
});

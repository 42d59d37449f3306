// How long a process remembers a token: docs/authorization.md#tokens
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startAuthServer, type AuthServer } from '../testing/auth/server.js';
import { Authenticator } from './authenticator.js';
import { addressRanges } from './network.js';

let server: AuthServer;
let now = 0;
let canHear = true;
let authenticator: Authenticator;

beforeAll(async () => {
  server = await startAuthServer();
});

afterAll(async () => {
  await server.stop();
});

function start(): void {
  now = Date.now();
  canHear = true;
  authenticator = new Authenticator({
    database: server.core.database,
    vocabulary: server.rules.vocabulary,
    proxies: addressRanges([]),
    workers: 1,
    canHear: () => canHear,
    clock: () => now,
  });
}

async function isGood(token: string): Promise<boolean> {
  const request = new IncomingMessage(new Socket());
  request.headers.authorization = `Bearer ${token}`;
  return authenticator.authenticate(request).then(
    () => true,
    () => false,
  );
}

/** Without an announcement. */
async function remove(): Promise<void> {
  await server.core.database.query({ name: '', text: 'delete from auth_token', values: [] });
}

describe('a token that was good', () => {
  test('is remembered for some seconds, and no longer', async () => {
    start();
    const token = await server.token('system/*.rs');
    expect(await isGood(token)).toBe(true);
    await remove();
    expect(await isGood(token)).toBe(true);
    now += 14_000;
    expect(await isGood(token)).toBe(true);
    now += 2000;
    expect(await isGood(token)).toBe(false);
  });

  test('is remembered no longer than it is good', async () => {
    start();
    const token = await server.token('system/*.rs');
    // A token with five seconds left.
    now += 3_595_000;
    expect(await isGood(token)).toBe(true);
    await remove();
    expect(await isGood(token)).toBe(true);
    now += 6000;
    expect(await isGood(token)).toBe(false);
  });

  test.each([
    ['anything may have been missed', undefined],
    ['something of another kind ended', 'account 1'],
  ])('is forgotten when %s', async (_what, announcement) => {
    start();
    const token = await server.token('system/*.rs');
    expect(await isGood(token)).toBe(true);
    await remove();
    authenticator.hear(announcement);
    expect(await isGood(token)).toBe(false);
  });

  test('is not remembered while nothing can be heard', async () => {
    start();
    canHear = false;
    const token = await server.token('system/*.rs');
    expect(await isGood(token)).toBe(true);
    await remove();
    expect(await isGood(token)).toBe(false);
  });
});

import { expect, test } from '@jest/globals';
import { administratorName, mayAdminister } from './administrator.js';
import { NOBODY, SYSTEM_ACCESS, type AccessContext } from './context.js';

function app(scope: string, subject?: string): AccessContext {
  return {
    kind: 'app',
    clientId: 'console',
    scopes: { resources: [], others: new Set([scope]) },
    launch: {},
    tokenId: 't1',
    ...(subject !== undefined && { subject: { id: subject } }),
  };
}

test.each([
  ['the server itself', SYSTEM_ACCESS, 'operator'],
  ['nobody', NOBODY, undefined],
  ['an app with the scope', app('admin'), 'console'],
  ['somebody who uses it', app('admin', 'jan'), 'jan (console)'],
  ['an app without', app('openid', 'jan'), undefined],
])('%s', (_who, access, expected) => {
  expect(mayAdminister(access)).toBe(expected !== undefined);
  if (expected !== undefined) expect(administratorName(access)).toBe(expected);
});

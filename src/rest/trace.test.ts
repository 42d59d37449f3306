import type { IncomingMessage } from 'node:http';
import { traceOf } from './trace.js';

const ONE = '57510be1-73e6-4a75-9db8-ee005cced48f';
const OTHER = 'c0e7b545-9606-4eef-bea7-75d8addaa54b';

test.each([
  [
    { 'medmij-request-id': ONE, 'x-correlation-id': OTHER },
    { medmijRequestId: ONE, correlationId: OTHER },
  ],
  [{ 'medmij-request-id': ONE.toUpperCase() }, { medmijRequestId: ONE }],
  [{ 'medmij-request-id': ONE, 'x-correlation-id': '999900468' }, { medmijRequestId: ONE }],
  [{ 'x-correlation-id': OTHER }, undefined],
  [{ 'medmij-request-id': 'Jan' }, undefined],
  [{}, undefined],
])('%j is traced by %j', (headers, expected) => {
  expect(traceOf({ headers } as unknown as IncomingMessage)).toEqual(expected);
});

// design decision 5: what a caller may not see is as if it were not there, on every path
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { READING_FORMS, type Form, type Sent } from '../testing/access/reading-forms.js';
import { createWorld, INSIDE, OUTSIDE } from '../testing/access/world.js';
import { appWith, createCallers } from '../testing/callers.js';
import { SILENT, startTestServer, type Answer, type TestServer } from '../testing/server.js';

const callers = createCallers();
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({}, SILENT, callers);
  await createWorld(server);
}, 120_000);

afterAll(async () => {
  await server.stop();
});

const SIGNS = [OUTSIDE, Buffer.from(OUTSIDE).toString('base64')];

/** Everything that a client receives. */
function bytesOf({ status, headers, text }: Answer): string {
  return JSON.stringify([status, [...headers], text]);
}

function has(answer: Answer, word: string): boolean {
  const bytes = bytesOf(answer);
  return [word, Buffer.from(word).toString('base64')].some((sign) => bytes.includes(sign));
}

const send = ({ method, path, ...options }: Sent, headers: Readonly<Record<string, string>>) =>
  server.send(method, path, { ...options, headers: { ...options.headers, ...headers } });

/** The answer without what differs from one request to the next, with one name for the record. */
function comparable({ status, headers, text }: Answer, record: string): unknown {
  const kept = [...headers].filter(([name]) => !VOLATILE.has(name));
  const neutral = (given: string): string =>
    given
      .replace(/_cursor=[\w-]+/g, '_cursor=')
      .replaceAll(new RegExp(`\\b${record}\\b`, 'g'), 'RECORD');
  return { status, headers: kept.map((pair) => pair.map(neutral)), text: neutral(text) };
}

const VOLATILE = new Set(['date', 'x-request-id', 'content-length', 'keep-alive', 'connection']);

const APPS = {
  'a patient app of v2': appWith('patient/*.cruds', { patient: 'in' }),
  'a patient app of v1': appWith('patient/*.read', { patient: 'in', clientId: 'v1' }),
  'a user app of the patient': appWith('user/*.rs', { fhirUser: 'Patient/in' }),
  'an app of a practitioner': appWith('user/*.cruds', { fhirUser: 'Practitioner/nurse-in' }),
};

describe.each(Object.entries(APPS))('%s', (_, app) => {
  const headers = callers.as(app);

  test.each(READING_FORMS.map((form): [string, Form] => [form.name, form]))(
    '%s',
    async (_name, { send: request, givesNothing, operator, isTold }) => {
      const theirs = await send(request('out'), headers);
      const absent = await send(request('absent'), headers);
      const mine = await send(request('in'), headers);
      for (const sign of SIGNS) expect(bytesOf(theirs) + bytesOf(mine)).not.toContain(sign);
      if (isTold !== true) {
        expect(comparable(theirs, 'out')).toEqual(comparable(absent, 'absent'));
      }
      // The form would show it, and does show what may be seen.
      expect(has(mine, INSIDE)).toBe(givesNothing !== true);
      const all = await send(request('out'), {});
      expect(has(all, operator === 'led' ? INSIDE : OUTSIDE)).toBe(operator !== 'nothing');
    },
  );
});

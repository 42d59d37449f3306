// design decision 5: what a caller may not see is as if it were not there, on every path
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { comparable, has, leaks } from '../testing/access/answers.js';
import { bundleOf, canBeEntry } from '../testing/access/bundled.js';
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

const send = (
  { method, path, ...options }: Sent,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> =>
  server.send(method, path, { ...options, headers: { ...options.headers, ...headers } });

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
      expect([...leaks(theirs), ...leaks(mine)]).toEqual([]);
      if (isTold !== true) {
        expect(comparable(theirs, 'out')).toEqual(comparable(absent, 'absent'));
      }
      // The form would show it, and does show what may be seen.
      expect(has(mine, INSIDE)).toBe(givesNothing !== true);
      const all = await send(request('out'), {});
      expect(has(all, operator === 'led' ? INSIDE : OUTSIDE)).toBe(operator !== 'nothing');
    },
  );

  test.each(['batch', 'transaction'] as const)('the same as entries of a %s', async (type) => {
    const forms = READING_FORMS.filter(({ send: request }) => canBeEntry(request('out')));
    const post = (record: string, requests: readonly Sent[], as = headers): Promise<Answer> =>
      send({ method: 'POST', path: '/', body: bundleOf(type, requests) }, as).then((answer) => {
        expect([record, leaks(answer)]).toEqual([record, as === headers ? [] : expect.anything()]);
        return answer;
      });
    if (type === 'batch') {
      const told = forms
        .filter(({ isTold }) => isTold !== true)
        .map(({ send: request }) => request);
      const about = (record: string): Promise<Answer> =>
        post(
          record,
          told.map((request) => request(record)),
        );
      expect(comparable(await about('out'), 'out')).toEqual(
        comparable(await about('absent'), 'absent'),
      );
    }
    // A transaction ends with the first refusal, so each is one.
    const groups = type === 'batch' ? [forms] : forms.map((form) => [form]);
    for (const group of groups) {
      await post(
        'out',
        group.map(({ send: request }) => request('out')),
      );
    }
    const all = await post(
      'out',
      forms.slice(0, 1).map(({ send: request }) => request('out')),
      {},
    );
    expect(has(all, OUTSIDE)).toBe(true);
  });

  test.each([
    '/Observation?_count=1',
    '/Practitioner?_id=doctor&_revinclude=*',
    '/?_count=2&_sort=_id',
  ])('all pages of %s', async (path) => {
    let next: string | undefined = path;
    let pages = 0;
    while (next !== undefined) {
      const answer: Answer = await send({ method: 'GET', path: next }, headers);
      expect([answer.status, leaks(answer)]).toEqual([200, []]);
      next = nextOf(answer);
      pages++;
    }
    expect(pages).toBeGreaterThan(path.includes('_count') ? 1 : 0);
  });
});

function nextOf({ body }: Answer): string | undefined {
  const links = body['link'] as { relation: string; url: string }[] | undefined;
  return links
    ?.find(({ relation }) => relation === 'next')
    ?.url.replace('http://fhir.example/fhir', '');
}

describe('a page link', () => {
  const path = '/Observation?_count=1';

  test.each(['/Observation?_count=1', '/Observation/_history?_count=1', '/_history?_count=1'])(
    'of %s is good for its own caller only',
    async (own) => {
      const mine = callers.as(APPS['a patient app of v2']);
      const next = nextOf(await send({ method: 'GET', path: own }, mine)) ?? '';
      expect((await send({ method: 'GET', path: next }, mine)).status).toBe(200);
      const others = [
        appWith('patient/*.cruds', { patient: 'out' }),
        appWith('patient/*.cruds', { patient: 'in', clientId: 'another' }),
        appWith('patient/*.cruds', { patient: 'in', fhirUser: 'Practitioner/doctor' }),
      ].map((app) => callers.as(app));
      for (const headers of [...others, {}]) {
        expect((await send({ method: 'GET', path: next }, headers)).status).toBe(400);
      }
    },
  );

  test('survives a refresh of the token', async () => {
    const first = callers.as(appWith('patient/*.rs', { patient: 'in' }));
    const next = nextOf(await send({ method: 'GET', path }, first)) ?? '';
    const second = callers.as(appWith('patient/Observation.rs', { patient: 'in' }));
    expect((await send({ method: 'GET', path: next }, second)).status).toBe(200);
  });

  test('that was made for everything shows nothing more', async () => {
    const next = nextOf(await send({ method: 'GET', path }, {})) ?? '';
    const answer = await send(
      { method: 'GET', path: next },
      callers.as(APPS['a patient app of v2']),
    );
    expect([answer.status, leaks(answer)]).toEqual([400, []]);
  });
});

describe('histories of many resources', () => {
  test.each([
    '/Condition/_history',
    '/Observation/_history?_count=1',
    '/_history',
    '/_history?_count=3',
  ])('%s shows the versions of the own record only, on all its pages', async (path) => {
    const headers = callers.as(APPS['a patient app of v2']);
    let next: string | undefined = path;
    const names: string[] = [];
    while (next !== undefined) {
      const answer: Answer = await send({ method: 'GET', path: next }, headers);
      expect([answer.status, leaks(answer)]).toEqual([200, []]);
      names.push(...entriesOf(answer));
      next = nextOf(answer);
    }
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(0);
    if (path.startsWith('/Condition')) {
      expect(names.sort()).toEqual(['condition-in 1', 'moved-in 2']);
    }
  });
});

function entriesOf({ body }: Answer): string[] {
  const entries = (body['entry'] ?? []) as {
    resource: { id: string; meta: { versionId: string } };
  }[];
  return entries.map(({ resource }) => `${resource.id} ${resource.meta.versionId}`);
}

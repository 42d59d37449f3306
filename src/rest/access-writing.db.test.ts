// design decision 5: a write must land inside what is allowed, before and after
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { comparable, leaks } from '../testing/access/answers.js';
import { bundleOf, canBeEntry } from '../testing/access/bundled.js';
import type { Sent } from '../testing/access/reading-forms.js';
import { WRITING_FORMS, type WritingForm } from '../testing/access/writing-forms.js';
import { createWorld } from '../testing/access/world.js';
import { appWith, createCallers } from '../testing/callers.js';
import { SILENT, startTestServer, type Answer, type TestServer } from '../testing/server.js';

const callers = createCallers();
const APPS = {
  'a patient app': appWith('patient/*.cruds', { patient: 'in' }),
  'a user app of the patient': appWith('user/*.*', { fhirUser: 'Patient/in' }),
  'an app of a practitioner': appWith('user/*.cruds', { fhirUser: 'Practitioner/nurse-in' }),
};

describe.each(['off', 'enforce'])('with referential integrity: %s', (integrity) => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer({ REFERENTIAL_INTEGRITY: integrity }, SILENT, callers);
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

  /** Names and versions of everything in the other record, and what there is of it to be found. */
  const otherRecord = async (): Promise<string[]> => {
    const paths = ['/Patient/out/*', '/Task?patient=out', '/Device?patient=out', '/Binary'];
    const answers = await Promise.all(
      paths.map((path) =>
        send({ method: 'GET', path: `${path}${path.includes('?') ? '&' : '?'}_count=500` }, {}),
      ),
    );
    const found = answers.flatMap(
      ({ body }) => (body['entry'] ?? []) as unknown as { resource: Named }[],
    );
    return found
      .filter(({ resource }) => !isOwn(resource))
      .map(({ resource: { resourceType, id, meta } }) => `${resourceType}/${id} ${meta.versionId}`)
      .sort();
  };

  describe.each(Object.entries(APPS))('%s', (_, app) => {
    const headers = callers.as(app);
    const names = WRITING_FORMS.map((form): [string, WritingForm] => [form.name, form]);

    const ensureRefused = async (form: WritingForm, wrap: (sent: Sent) => Sent): Promise<void> => {
      const before = await otherRecord();
      const theirs = await send(wrap(form.send('out')), headers);
      expect(await otherRecord()).toEqual(before);
      const absent = await send(wrap(form.send('absent')), headers);
      expect(leaks(theirs)).toEqual([]);
      expect(comparable(theirs, 'out')).toEqual(comparable(absent, 'absent'));
      const statuses =
        theirs.body.resourceType === 'Bundle' ? entryStatuses(theirs) : [theirs.status];
      for (const status of statuses) {
        if (form.foreign === undefined) expect([403, 404, 412, 422]).toContain(status);
        else expect([200, 201, 204]).toContain(status);
      }
    };

    test.each(names)('%s', async (_name, form) => {
      await ensureRefused(form, (sent) => sent);
    });

    const entries = names.filter(([, form]) => canBeEntry(form.send('out')));
    test.each(entries)('in a batch: %s', async (_name, form) => {
      await ensureRefused(form, (sent) => inBundle('batch', sent));
    });
    test.each(entries)('in a transaction: %s', async (_name, form) => {
      await ensureRefused(form, (sent) => inBundle('transaction', sent));
    });
  });
});

interface Named {
  readonly resourceType: string;
  readonly id: string;
  readonly meta: { readonly versionId: string };
}

/** What these tests write lies in the callers' own record. */
function isOwn({ id }: Named): boolean {
  return id.endsWith('-in') || id === 'in' || id.length > 30;
}

function inBundle(type: 'batch' | 'transaction', sent: Sent): Sent {
  return { method: 'POST', path: '/', body: bundleOf(type, [sent]) };
}

function entryStatuses({ body }: Answer): number[] {
  const entries = (body['entry'] ?? []) as { response: { status: string } }[];
  return entries.map(({ response }) => Number(response.status.slice(0, 3)));
}

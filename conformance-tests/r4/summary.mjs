import { group, Skip, testCase } from '../lib/case.mjs';
import { equal, ok, status } from '../lib/expect.mjs';
import { interactions } from '../lib/needs.mjs';

const SUMMARY = 'search.html#summary';
const ELEMENTS = 'search.html#elements';
const needs = [interactions('Observation', 'create', 'read')];

const observation = (server) =>
  server.observation(undefined, {
    subject: { display: 'somebody' },
    text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">text</div>' },
    note: [{ text: 'a note' }],
    valueString: 'a value',
  });

const isMarked = (resource) => (resource.meta?.tag ?? []).some(({ code }) => code === 'SUBSETTED');

/** @throws Skip for a server that gives the whole resource, which R4 lets it do */
async function read(server, query) {
  const { id } = await server.create(observation(server));
  const answer = await server.send('GET', `/Observation/${id}?${query}`);
  status(answer, 200);
  const { body } = answer;
  if (!isMarked(body) && body.note !== undefined && body.text !== undefined) {
    throw new Skip(`${query.split('=')[0]} has no effect`);
  }
  return body;
}

const has = (resource, ...names) => names.filter((name) => resource[name] !== undefined);

const all = ['text', 'identifier', 'status', 'code', 'valueString', 'note'];

export const summary = group('summary', 'Parts of resources', [
  testCase({
    id: 'true',
    title: '_summary=true has the elements of the summary',
    spec: SUMMARY,
    needs,
    async run(server) {
      const part = await read(server, '_summary=true');
      equal(has(part, ...all), ['identifier', 'status', 'code', 'valueString'], 'elements');
    },
  }),
  testCase({
    id: 'text',
    title: '_summary=text has the text and what is mandatory',
    spec: SUMMARY,
    needs,
    async run(server) {
      const part = await read(server, '_summary=text');
      equal(has(part, ...all), ['text', 'status', 'code'], 'elements');
    },
  }),
  testCase({
    id: 'data',
    title: '_summary=data has all but the text',
    spec: SUMMARY,
    needs,
    async run(server) {
      const part = await read(server, '_summary=data');
      equal(has(part, ...all), all.slice(1), 'elements');
    },
  }),
  testCase({
    id: 'false',
    title: '_summary=false has everything, unmarked',
    spec: SUMMARY,
    needs,
    async run(server) {
      const { id } = await server.create(observation(server));
      const { body } = await server.send('GET', `/Observation/${id}?_summary=false`);
      equal(has(body, ...all), all, 'elements');
      ok(!isMarked(body), 'the whole resource is marked as a part');
    },
  }),
  testCase({
    id: 'elements',
    title: '_elements has what is named and what is mandatory',
    spec: ELEMENTS,
    needs,
    async run(server) {
      const part = await read(server, '_elements=note');
      equal(has(part, ...all), ['status', 'code', 'note'], 'elements');
    },
  }),
  testCase({
    id: 'marked',
    title: 'a part has the tag SUBSETTED, which is not stored',
    spec: SUMMARY,
    needs,
    async run(server) {
      for (const query of ['_summary=true', '_summary=text', '_elements=note']) {
        const part = await read(server, query);
        ok(isMarked(part), `${query}: the tag is missing`);
        const stored = await server.send('GET', `/Observation/${part.id}`);
        ok(!isMarked(stored.body), `${query}: the tag was stored`);
      }
    },
  }),
  testCase({
    id: 'search',
    title: '_elements works on the matches of a search',
    spec: ELEMENTS,
    needs: [...needs, interactions('Observation', 'search-type')],
    async run(server) {
      const { id } = await read(server, '_elements=note');
      const answer = await server.send('GET', `/Observation?_id=${id}&_elements=note`);
      status(answer, 200);
      const { resource } = answer.body.entry[0];
      equal(has(resource, ...all), ['status', 'code', 'note'], 'elements');
      ok(isMarked(resource), 'the tag is missing');
    },
  }),
]);

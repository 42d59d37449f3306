// Everything real that goes in comes out as it was, decimals' text included, in JSON and in XML.
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isObject, objectsAt, type JsonObject, type JsonValue } from '../../fhir/json.js';
import { parseReference } from '../../fhir/reference.js';
import type { Resource } from '../../fhir/resource.js';
import { parseJsonResource } from '../../formats/json/parse.js';
import { writeJson } from '../../formats/json/write.js';
import { parseXmlResource } from '../../formats/xml/parse.js';
import { DEFINITIONS } from '../../testing/definitions.js';
import { command } from '../../testing/process.js';
import { startTestServer, type TestServer } from '../../testing/server.js';
import { corpusFiles, hasCorpus } from '../../testing/shared-data.js';

const CORPUS = fileURLToPath(new URL('../../../../shared/corpus/', import.meta.url));
const TIMEOUT = 300_000;

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server.stop();
});

async function importCorpus(name: string): Promise<{ output: string; errors: string }> {
  const child = command(['import', `${CORPUS}${name}`], { DATABASE_URL: server.databaseUrl });
  let output = '';
  let errors = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  await once(child, 'close');
  return { output, errors };
}

/** Members in alphabetical order, references by `reduce`, and nothing of what the server adds. */
function comparable(resource: Resource, reduce: (reference: string) => string): string {
  const own = Object.entries(resource.meta ?? {}).filter(
    ([name]) => !['versionId', 'lastUpdated'].includes(name),
  );
  const rest = Object.entries(resource).filter(([name]) => !['id', 'meta'].includes(name));
  if (own.length > 0) rest.push(['meta', Object.fromEntries(own)]);
  return writeJson(sorted(Object.fromEntries(rest), reduce));
}

function sorted(value: JsonValue, reduce: (reference: string) => string): JsonValue {
  if (Array.isArray(value)) return value.map((item) => sorted(item, reduce));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => {
        const inner = value[name] ?? null;
        const isReference = name === 'reference' && typeof inner === 'string';
        return [name, isReference ? reduce(inner) : sorted(inner, reduce)];
      }),
  );
}

function tally(texts: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** All resources of these types, page by page. */
async function* storedResources(
  types: Iterable<string>,
  format: 'json' | 'xml',
): AsyncGenerator<Resource> {
  for (const type of types) {
    for (
      let next: string | undefined = `/${type}?_count=1000&_format=${format}`;
      next !== undefined;
    ) {
      const { text } = await server.send('GET', next);
      const page: Resource =
        format === 'json' ? parseJsonResource(text) : parseXmlResource(text, DEFINITIONS);
      for (const entry of objectsAt(page, 'entry')) yield entry['resource'] as Resource;
      const link = objectsAt(page, 'link').find(({ relation }) => relation === 'next');
      next = typeof link?.['url'] === 'string' ? link['url'].slice(server.base.length) : undefined;
    }
  }
}

describe('the Synthea corpus', () => {
  (hasCorpus('synthea') ? test : test.skip)(
    'goes in without a refusal and comes out the same',
    async () => {
      const { output, errors } = await importCorpus('synthea');
      expect(errors).not.toContain('refused  ');
      expect(output).toMatch(/^41630 resources in [\d.]+ s, 0 refused\n$/);
      const sent: string[] = [];
      const types = new Set<string>();
      for (const { text } of corpusFiles('synthea')) {
        const entries = objectsAt(parseJsonResource(text), 'entry');
        const typeOf = new Map(
          entries.map((entry) => [entry['fullUrl'], (entry['resource'] as Resource).resourceType]),
        );
        for (const entry of entries) {
          const resource = entry['resource'] as Resource;
          types.add(resource.resourceType);
          sent.push(
            comparable(
              resource,
              (reference) => typeOf.get(reference) ?? reference.replace(/\?.*/, ''),
            ),
          );
        }
      }
      const wanted = tally(sent);
      for (const format of ['json', 'xml'] as const) {
        const stored: string[] = [];
        const ids = new Set<string>();
        const references = new Set<string>();
        for await (const resource of storedResources(types, format)) {
          ids.add(`${resource.resourceType}/${resource.id ?? ''}`);
          stored.push(
            comparable(resource, (reference) => {
              const parsed = parseReference(reference);
              if (parsed.kind !== 'local') return reference;
              references.add(reference);
              return parsed.type;
            }),
          );
        }
        const found = tally(stored);
        for (const [text, count] of wanted) {
          if (found.get(text) !== count)
            expect([format, text, found.get(text)]).toEqual([format, text, count]);
        }
        expect(stored).toHaveLength(sent.length);
        // Every reference was turned into one that leads somewhere.
        expect([...references].filter((reference) => !ids.has(reference))).toEqual([]);
      }
    },
    TIMEOUT,
  );
});

describe('the Dutch corpus', () => {
  (hasCorpus('nl') ? test : test.skip)(
    'goes in but for what base R4 refuses, and comes out the same',
    async () => {
      const { output, errors } = await importCorpus('nl');
      const refused = errors.split('\n').filter((line) => line.startsWith('refused  '));
      expect(refused).toEqual([
        expect.stringMatching(/AllergyIntolerance-reac-pat08-rea-flu-01\.json: .*manifestation/),
        expect.stringMatching(
          /Bundle-cio-svci-tst-2\.1-beta3VCI2\.json: .*recorded: the value is not a valid instant/,
        ),
        expect.stringMatching(
          /Provenance-reginfo-pat03-mci-zwa-02\.json: .*recorded: the value is not a valid instant/,
        ),
        expect.stringMatching(
          /Specimen-nl-core-LTR-Specimen-lab-335\.json: .*already there with another type/,
        ),
      ]);
      // The Bundle has six.
      expect(output).toContain(', 9 refused');
      const names = refused.map((line) => /refused {2}([^:]*)/.exec(line)?.[1]);
      for (const { name, text } of corpusFiles('nl')) {
        if (names.includes(name)) continue;
        const sent = parseJsonResource(text);
        const isCollection =
          sent.resourceType === 'Bundle' &&
          typeof sent['type'] === 'string' &&
          ['collection', 'searchset', 'batch', 'transaction'].includes(sent['type']);
        if (isCollection) continue;
        const versions = await versionsOf(sent);
        const wanted = comparable(sent, (reference) => reference);
        if (!versions.includes(wanted)) expect([name, versions]).toEqual([name, [wanted]]);
      }
    },
    TIMEOUT,
  );
});

/** All versions of a resource: files of different suites have the same ids. */
async function versionsOf({ resourceType, id }: Resource): Promise<string[]> {
  const { text } = await server.send('GET', `/${resourceType}/${id ?? ''}/_history`);
  return objectsAt(parseJsonResource(text), 'entry').map((entry: JsonObject) =>
    comparable(entry['resource'] as Resource, (reference) => reference),
  );
}

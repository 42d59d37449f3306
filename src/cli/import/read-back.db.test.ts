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

/** Which profiles the Dutch resources satisfy is told by src/validation/corpus.test.ts. */
const SETTINGS = { VALIDATION: 'base' };

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer(SETTINGS);
});

afterAll(async () => {
  await server.stop();
});

async function importCorpus(name: string): Promise<{ output: string; errors: string }> {
  const child = command(['import', `${CORPUS}${name}`], {
    ...SETTINGS,
    DATABASE_URL: server.databaseUrl,
  });
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

const NAMELESS = 'the constraint org-1 is not met';

/** What R4 itself refuses, by file. */
const REFUSED = [
  'AllergyIntolerance-ovint-pat08-oi-pen-01.json: AllergyIntolerance: the constraint ait-1',
  'AllergyIntolerance-ovint-pat09-oi-peg-01.json: AllergyIntolerance: the constraint ait-1',
  'AllergyIntolerance-reac-pat08-rea-flu-01.json: AllergyIntolerance.reaction[0]: the element "manifestation"',
  'AllergyIntolerance-reac-pat08-rea-flu-01.json: AllergyIntolerance: the constraint ait-1',
  'Bundle-cio-svci-tst-2.1-beta3VCI2.json: Bundle.entry[5].resource.recorded: the value is not a valid instant',
  'Provenance-reginfo-pat03-mci-zwa-02.json: Provenance.recorded: the value is not a valid instant',
  `Bundle-lu-blr-test-AB-loinc.json: Bundle.entry[6].resource: ${NAMELESS}`,
  `Bundle-lu-blr-test-max-loinc.json: Bundle.entry[2].resource: ${NAMELESS}`,
  `Bundle-lu-blr-test-max-nhg.json: Bundle.entry[2].resource: ${NAMELESS}`,
  `Bundle-lu-blr-test-min-loinc.json: Bundle.entry[2].resource: ${NAMELESS}`,
  `Organization-nl-core-HPrv-Org-lab-7ba8a464-6b33-11ec-0000-020000000000.json: Organization: ${NAMELESS}`,
  'Specimen-nl-core-LTR-Specimen-lab-335.json: Specimen.collection.collectedPeriod: the element is already there with another type',
];

describe('the Dutch corpus', () => {
  (hasCorpus('nl') ? test : test.skip)(
    'goes in but for what base R4 refuses, and comes out the same',
    async () => {
      const { output, errors } = await importCorpus('nl');
      const refused = errors.split('\n').filter((line) => line.startsWith('refused  '));
      expect(refused.sort().map((line) => line.slice('refused  '.length))).toEqual(
        REFUSED.map((text) => expect.stringContaining(text) as unknown),
      );
      // Whole Bundles of 6, 17, 9, 9 and 8, and six by themselves.
      expect(output).toContain(', 55 refused');
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

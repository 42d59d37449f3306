/** Gets the data of a gegevensdienst, as an app with fhir-kit-client does, and once more as XML. */
import { randomUUID } from 'node:crypto';
import { Client } from 'fhir-kit-client';
import type { Gegevensdienst } from '../../../access/gegevensdiensten.js';
import {
  isObject,
  objectsAt,
  stringAt,
  type JsonObject,
  type JsonValue,
} from '../../../fhir/json.js';
import { readXmlTree, XmlRefused, type XmlElement } from '../../../formats/xml/tree.js';
import type { Fetch } from './fetch.js';
import { queriesOf } from './queries.js';
import { judgeSearchset, textWarnings } from './response-rules.js';

export interface CollectOrder {
  /** The resource endpoint. */
  readonly base: string;
  readonly token: string;
  readonly correlation: string;
  /** Numbers that must be nowhere. */
  readonly forbidden: readonly string[];
  readonly fetch: Fetch;
  /** Whether to ask for XML too, and to follow references. */
  readonly thorough: boolean;
}

export interface Collected {
  readonly query: string;
  /** HTTP status of the first answer; 0 for none. */
  readonly status: number;
  readonly counts: ReadonlyMap<string, number>;
  readonly pages: number;
  readonly milliseconds: number;
  readonly warnings: readonly string[];
}

/** More pages are not followed: something is wrong then. */
const MAX_PAGES = 50;
/** References of one query that are followed. */
const MAX_READS = 5;

export async function collect(order: CollectOrder, service: Gegevensdienst): Promise<Collected[]> {
  const results: Collected[] = [];
  for (const query of queriesOf(service)) results.push(await collectOne(order, query));
  return results;
}

async function collectOne(order: CollectOrder, query: string): Promise<Collected> {
  const started = performance.now();
  const client = new Client({ baseUrl: order.base, bearerToken: order.token });
  const counts = new Map<string, number>();
  const warnings: string[] = [];
  let status = 0;
  let pages = 0;
  try {
    const bundles: JsonObject[] = [];
    let bundle: JsonObject | undefined = await ask(client, order, query);
    while (bundle !== undefined) {
      status = 200;
      pages += 1;
      bundles.push(bundle);
      const judged = judgeSearchset(bundle, { query, forbidden: order.forbidden });
      for (const [type, count] of judged.counts) counts.set(type, (counts.get(type) ?? 0) + count);
      warnings.push(...judged.warnings);
      const next: string | undefined = pages < MAX_PAGES ? nextOf(bundle) : undefined;
      bundle = next === undefined ? undefined : await ask(client, order, next);
    }
    if (order.thorough) {
      warnings.push(...(await followReferences(client, order, bundles)));
      warnings.push(...(await asXml(order, query, sumOf(bundles[0]))));
    }
  } catch (error) {
    status = statusOf(error);
    if (status === 0) warnings.push(error instanceof Error ? error.message : 'no answer');
  }
  const milliseconds = performance.now() - started;
  return { ...{ query, status, counts, pages, milliseconds }, warnings: [...new Set(warnings)] };
}

/** @returns what the library parsed. @throws its error, with the response */
async function ask(client: Client, order: CollectOrder, url: string): Promise<JsonObject> {
  const answer = await client.request(url, { options: { headers: tracing(order) } });
  return answer as unknown as JsonObject;
}

function nextOf(bundle: JsonObject): string | undefined {
  const next = objectsAt(bundle, 'link').find(({ relation }) => relation === 'next');
  return next === undefined ? undefined : stringAt(next, 'url');
}

function tracing({ correlation }: CollectOrder): Record<string, string> {
  return { 'MedMij-Request-ID': randomUUID(), 'X-Correlation-ID': correlation };
}

function statusOf(error: unknown): number {
  const response = isObject(error) ? error['response'] : undefined;
  const status = isObject(response) ? response['status'] : undefined;
  return Number(status ?? 0);
}

function sumOf(bundle: JsonObject | undefined): number {
  return bundle === undefined ? 0 : objectsAt(bundle, 'entry').length;
}

const RELATIVE = /^[A-Z][A-Za-z]{1,63}\/[A-Za-z0-9\-.]{1,64}$/;

/** What is referred to and did not come along must be there to be read. */
async function followReferences(
  client: Client,
  order: CollectOrder,
  bundles: readonly JsonObject[],
): Promise<string[]> {
  const entries = bundles.flatMap((bundle) => objectsAt(bundle, 'entry'));
  const present = new Set(entries.map(({ resource }) => keyOf(resource)));
  const named = new Set(entries.flatMap(({ resource }) => [...referencesIn(resource)]));
  const missing = [...named].filter((one) => RELATIVE.test(one) && !present.has(one));
  const warnings: string[] = [];
  for (const reference of missing.slice(0, MAX_READS)) {
    try {
      await ask(client, order, reference);
    } catch (error) {
      const [type = ''] = reference.split('/');
      warnings.push(`a ${type} that is referred to can not be read: status ${statusOf(error)}`);
    }
  }
  return warnings;
}

function keyOf(resource: JsonValue | undefined): string {
  if (!isObject(resource)) return '';
  return `${stringAt(resource, 'resourceType') ?? ''}/${stringAt(resource, 'id') ?? ''}`;
}

function* referencesIn(value: JsonValue | undefined): Generator<string> {
  if (Array.isArray(value)) for (const one of value) yield* referencesIn(one);
  else if (isObject(value)) {
    if (typeof value['reference'] === 'string') yield value['reference'];
    for (const child of Object.values(value)) yield* referencesIn(child);
  }
}

const XML_RULES = { maxElements: 2_000_000, maxDepth: 200, comments: 'skip' } as const;

/** The same answer as XML has as many entries, and no number either. */
async function asXml(order: CollectOrder, query: string, entries: number): Promise<string[]> {
  const response = await order.fetch(`${order.base}/${query}`, {
    headers: {
      ...tracing(order),
      Accept: 'application/fhir+xml',
      Authorization: `Bearer ${order.token}`,
    },
  });
  const text = await response.text();
  if (response.status !== 200) return [`as XML: status ${response.status}`];
  if (!(response.headers.get('content-type') ?? '').includes('xml'))
    return ['as XML: it is no XML'];
  return [...textWarnings(text, order.forbidden), ...xmlWarnings(text, entries)];
}

function xmlWarnings(text: string, entries: number): string[] {
  let root: XmlElement;
  try {
    root = readXmlTree(text, XML_RULES);
  } catch (error) {
    if (error instanceof XmlRefused) return [`as XML: ${error.message}`];
    throw error;
  }
  const found = root.children.filter(({ name }) => name === 'entry').length;
  return found === entries ? [] : [`as XML there are ${found} entries, as JSON ${entries}`];
}

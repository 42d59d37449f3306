// https://hl7.org/fhir/R4/http.html#capabilities: what the server says of itself is so.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseXmlResource } from '../formats/xml/parse.js';
import type { SearchParameterModel } from '../packages/model.js';
import { DEFINITIONS } from '../testing/definitions.js';
import { validResource } from '../testing/instances.js';
import { startTestServer, type Answer, type TestServer } from '../testing/server.js';

const PATCH_BODIES: Readonly<Record<string, string>> = {
  'application/json-patch+json': '[{"op":"replace","path":"/language","value":"en"}]',
  'application/fhir+json': JSON.stringify({
    resourceType: 'Parameters',
    parameter: [
      {
        name: 'operation',
        part: [
          { name: 'type', valueCode: 'delete' },
          { name: 'path', valueString: 'Basic.language' },
        ],
      },
    ],
  }),
  'application/fhir+xml':
    '<Parameters xmlns="http://hl7.org/fhir"><parameter><name value="operation"/>' +
    '<part><name value="type"/><valueCode value="delete"/></part>' +
    '<part><name value="path"/><valueString value="Basic.language"/></part></parameter></Parameters>',
};

interface ResourceElement {
  readonly type: string;
  readonly interaction: readonly { code: string }[];
  readonly searchParam?: readonly {
    name: string;
    definition: string;
    type: string;
    documentation?: string;
  }[];
  readonly searchInclude?: readonly string[];
  readonly searchRevInclude?: readonly string[];
  readonly conditionalDelete: string;
}

let server: TestServer;
let statement: Answer;
let elements: readonly ResourceElement[];

beforeAll(async () => {
  server = await startTestServer();
  statement = await server.send('GET', '/metadata');
  const [rest] = statement.body['rest'] as unknown as { resource: ResourceElement[] }[];
  elements = rest?.resource ?? [];
});

afterAll(async () => {
  await server.stop();
});

const send = (
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> =>
  server.send(method, path, { body, headers: { Accept: 'application/fhir+json', ...headers } });

describe('the answer', () => {
  test('says what and where the server is', () => {
    expect(statement.status).toBe(200);
    expect(statement.body).toMatchObject({
      resourceType: 'CapabilityStatement',
      status: 'active',
      kind: 'instance',
      fhirVersion: '4.0.1',
      software: { name: 'Vuurtoren', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as unknown },
      implementation: { url: server.base },
      rest: [{ mode: 'server' }],
    });
  });

  test('may be kept only by those who ask again, and is the same when they do', async () => {
    expect(statement.headers.get('cache-control')).toBe('private, no-cache');
    expect((await server.send('GET', '/metadata')).text).toBe(statement.text);
    const head = await server.send('HEAD', '/metadata');
    expect([head.status, head.text]).toEqual([200, '']);
    expect(head.headers.get('content-length')).toBe(statement.headers.get('content-length'));
  });

  test.each(['full', 'normative', 'terminology'])('with mode=%s is valid', async (mode) => {
    const answer = await server.send('GET', `/metadata?mode=${mode}`);
    const { issues } = server.core.environment.validator.validate(answer.body as never);
    expect(issues).toEqual([]);
  });

  test.each(['full', 'normative', 'terminology'])(
    'with mode=%s is the same in XML',
    async (mode) => {
      const json = await server.send('GET', `/metadata?mode=${mode}`);
      const xml = await server.send('GET', `/metadata?mode=${mode}&_format=xml`);
      expect(xml.headers.get('content-type')).toContain('application/fhir+xml');
      expect(parseXmlResource(xml.text, DEFINITIONS)).toEqual(json.body);
    },
  );

  test('is about all types, or the normative ones, or terminology', async () => {
    expect(elements.map(({ type }) => type)).toEqual(DEFINITIONS.resourceTypes);
    const full = await server.send('GET', '/metadata?mode=full');
    expect(full.text).toBe(statement.text);
    const normative = await server.send('GET', '/metadata?mode=normative');
    const [rest] = normative.body['rest'] as unknown as { resource: ResourceElement[] }[];
    const types = rest?.resource.map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['Patient', 'Observation', 'ValueSet']));
    expect(types).not.toContain('Claim');
    const terminology = await server.send('GET', '/metadata?mode=terminology');
    expect(terminology.body.resourceType).toBe('TerminologyCapabilities');
  });

  test('with another mode is 400, with another method 405', async () => {
    expect((await server.send('GET', '/metadata?mode=everything')).status).toBe(400);
    expect((await server.send('POST', '/metadata', { body: {} })).status).toBe(405);
  });
});

describe('formats', () => {
  test('that are claimed are answered', async () => {
    const formats = statement.body['format'] as string[];
    expect(formats).toEqual(expect.arrayContaining(['application/fhir+json', 'xml']));
    for (const format of formats) {
      const answer = await server.send('GET', `/Patient?_format=${encodeURIComponent(format)}`);
      expect([format, answer.status]).toEqual([format, 200]);
      expect(answer.headers.get('content-type')).toContain(format.replace(/.*[/+]/, ''));
    }
  });

  test('of patches that are claimed are taken', async () => {
    const formats = statement.body['patchFormat'] as string[];
    expect(formats.length).toBeGreaterThan(0);
    for (const format of formats) {
      const { id } = await server.create({
        ...validResource(DEFINITIONS, 'Basic'),
        language: 'nl',
      });
      const headers = { 'Content-Type': format };
      const answer = await send('PATCH', `/Basic/${id}`, PATCH_BODIES[format] ?? '', headers);
      expect([format, answer.status, answer.headers.get('etag')]).toEqual([format, 200, 'W/"2"']);
    }
  });
});

/** What each interaction looks like, and how it must answer. */
const PROBES: Readonly<Record<string, (type: string, id: string) => [Promise<Answer>, number]>> = {
  read: (type, id) => [send('GET', `/${type}/${id}`), 200],
  vread: (type, id) => [send('GET', `/${type}/${id}/_history/1`), 200],
  update: (type, id) => [
    send('PUT', `/${type}/${id}`, { ...validResource(DEFINITIONS, type), id, language: 'nl' }),
    200,
  ],
  patch: (type, id) => [
    send('PATCH', `/${type}/${id}`, PATCH_BODIES['application/json-patch+json'], {
      'Content-Type': 'application/json-patch+json',
    }),
    200,
  ],
  'history-instance': (type, id) => [send('GET', `/${type}/${id}/_history`), 200],
  'history-type': (type) => [send('GET', `/${type}/_history`), 200],
  create: (type) => [send('POST', `/${type}`, validResource(DEFINITIONS, type)), 201],
  'search-type': (type) => [send('GET', `/${type}`), 200],
  delete: (type, id) => [send('DELETE', `/${type}/${id}`), 204],
};

describe('interactions', () => {
  test('are claimed for every type', () => {
    for (const { type, interaction } of elements) {
      const codes = interaction.map(({ code }) => code);
      expect([type, [...codes].sort()]).toEqual([type, Object.keys(PROBES).sort()]);
    }
  });

  test.each(DEFINITIONS.resourceTypes)('with %s that are claimed are there', async (type) => {
    const claimed = new Set(
      elements.find((element) => element.type === type)?.interaction.map(({ code }) => code),
    );
    const { id } = await server.create(validResource(DEFINITIONS, type));
    for (const code of Object.keys(PROBES).filter((name) => claimed.has(name))) {
      const [request, status] = PROBES[code]?.(type, id) ?? [];
      const answer = await request;
      expect([code, answer?.status]).toEqual([code, status]);
    }
  });

  test('with the system that are claimed are there', async () => {
    const [rest] = statement.body['rest'] as unknown as { interaction: { code: string }[] }[];
    const bundle = (type: string) => ({ resourceType: 'Bundle', type, entry: [] });
    const probes: Record<string, () => Promise<Answer>> = {
      transaction: () => send('POST', '', { ...bundle('transaction'), entry: undefined }),
      batch: () => send('POST', '', { ...bundle('batch'), entry: undefined }),
      'history-system': () => send('GET', '/_history'),
      'search-system': () => send('GET', '/?_type=Patient'),
    };
    for (const { code } of rest?.interaction ?? []) {
      const answer = await probes[code]?.();
      expect([code, answer?.status]).toEqual([code, 200]);
    }
  });

  test('on conditions that are claimed are there', async () => {
    expect(elements[0]).toMatchObject({
      conditionalCreate: true,
      conditionalUpdate: true,
      conditionalRead: 'full-support',
      conditionalDelete: 'single',
      updateCreate: true,
      readHistory: true,
    });
    const body = { resourceType: 'Patient', identifier: [{ value: 'claimed' }] };
    const path = '/Patient?identifier=claimed';
    expect((await send('PUT', '/Patient/claimed', { ...body, id: 'claimed' })).status).toBe(201);
    const criteria = { 'If-None-Exist': 'identifier=claimed' };
    expect((await send('POST', '/Patient', body, criteria)).status).toBe(200);
    expect((await send('PUT', path, body)).status).toBe(200);
    const unchanged = { 'If-None-Match': 'W/"2"' };
    expect((await send('GET', '/Patient/claimed', undefined, unchanged)).status).toBe(304);
    expect((await send('DELETE', path)).status).toBe(204);
  });
});

describe('search parameters', () => {
  const values: Readonly<Record<string, string>> = {
    number: '1',
    date: '2024-01-01',
    string: 'x',
    token: 'x',
    quantity: '1',
    uri: 'http://example.org/x',
    reference: 'Patient/x',
    special: '52|4|1|km',
  };
  const ownValues: Readonly<Record<string, string>> = {
    _lastUpdated: '2024',
    'is-latest-stop': 'true',
  };
  const byUrl = new Map(DEFINITIONS.searchParameters.map((model) => [model.url, model]));
  const valueOf = (kind: string, model: SearchParameterModel | undefined): string => {
    if (kind === 'reference' && model?.target !== undefined) return `${targetOf(model)}/x`;
    return (
      model?.component
        ?.map((part) => valueOf(byUrl.get(part.definition)?.type ?? '', undefined))
        .join('$') ??
      values[kind] ??
      'x'
    );
  };
  // `patient` may be said to refer to groups, by an expression for patients only.
  const targetOf = ({ expression = '', target = [] }: SearchParameterModel): string =>
    /resolve\(\) is (\w+)/.exec(expression)?.[1] ?? target[0] ?? 'Patient';

  test.each(DEFINITIONS.resourceTypes)('of %s answer, and no others', async (type) => {
    const claimed = elements.find((element) => element.type === type)?.searchParam ?? [];
    expect(claimed.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['_id', '_lastUpdated']),
    );
    for (const { name, definition, type: kind } of claimed) {
      const value = ownValues[name] ?? valueOf(kind, byUrl.get(definition));
      const answer = await server.send('GET', `/${type}?${name}=${encodeURIComponent(value)}`);
      expect([name, value, answer.status]).toEqual([name, value, 200]);
      expect(byUrl.get(definition)).toMatchObject({ code: name, type: kind });
    }
    const names = new Set(claimed.map(({ name }) => name));
    const others = DEFINITIONS.searchParameters.filter(
      ({ code, base }) => base.some((name) => DEFINITIONS.isA(type, name)) && !names.has(code),
    );
    for (const code of [...others.map((model) => model.code), 'no-such-parameter']) {
      const answer = await server.send('GET', `/${type}?${code}=1`);
      expect([code, answer.status]).toEqual([code, 400]);
    }
  });

  test.each(DEFINITIONS.resourceTypes)(
    'of %s that are references can be included',
    async (type) => {
      const element = elements.find((candidate) => candidate.type === type);
      const claimed = [
        ...(element?.searchInclude ?? []).map((value) => `_include=${value}`),
        ...(element?.searchRevInclude ?? []).map((value) => `_revinclude=${value}`),
      ];
      for (let from = 0; from < claimed.length; from += 50) {
        const answer = await server.send(
          'GET',
          `/${type}?${claimed.slice(from, from + 50).join('&')}`,
        );
        expect([answer.status, answer.text.slice(0, 200)]).toEqual([200, expect.anything()]);
      }
    },
  );
});

test('the modifiers of a parameter are those that it takes', () => {
  const documented = (type: string, code: string) =>
    elements
      .find((element) => element.type === type)
      ?.searchParam?.find(({ name }) => name === code)?.documentation;
  expect(documented('Patient', 'name')).toBe(':missing :exact :contains');
  expect(documented('Patient', 'birthdate')).toBe(':missing');
  expect(documented('Patient', 'identifier')).toContain(':of-type');
  expect(documented('Observation', 'code')).not.toContain(':of-type');
  expect(documented('Observation', 'subject')).toBe(':missing :identifier :[type]');
  expect(documented('ValueSet', 'url')).toContain(':below');
});

test('parameters for contained resources are those of the system', () => {
  const [rest] = statement.body['rest'] as unknown as { searchParam: { name: string }[] }[];
  expect(rest?.searchParam.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['_id', '_contained', '_containedType']),
  );
});

test('the statement is of a bearable size', () => {
  expect(statement.text.length).toBeLessThan(1_000_000);
});

/** Lists as MedMij publishes them, and all that is no such list. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  clientList,
  laterNamespace,
  providerList,
  serviceNames,
  serviceXml,
  whitelist,
} from '../../../testing/medmij/list-documents.js';
import { hasCorpus, medmijLists } from '../../../testing/shared-data.js';
import { LIST_KINDS, ListRefused, type ListKind } from './list-kind.js';
import { parseList } from './parse.js';

const ENDPOINTS = {
  authorize: 'https://aanbieder.example.nl/auth/medmij/authorize',
  token: 'https://aanbieder.example.nl:8443/auth/medmij/token',
  resource: 'https://aanbieder.example.nl:8443/fhir',
};
const SERVICE = { id: '48', ...ENDPOINTS };

async function refusal(kind: ListKind, document: Buffer | string): Promise<string> {
  try {
    await parseList(kind, Buffer.from(document));
  } catch (error) {
    expect(error).toBeInstanceOf(ListRefused);
    return (error as Error).message;
  }
  return 'taken';
}

describe('a list', () => {
  test('of hosts', async () => {
    const list = await parseList(
      'whl',
      whitelist(['pgo.example.nl', '9.a-b.nl'], { sequence: 28654 }),
    );
    expect(list).toMatchObject({ kind: 'whl', sequence: 28654 });
    expect(list.issued.toISOString()).toBe('2026-11-01T09:00:00.000Z');
    expect([...list.content]).toEqual(['pgo.example.nl', '9.a-b.nl']);
  });

  test('of OAuth clients, with and without their gegevensdiensten', async () => {
    const { content } = await parseList(
      'ocl',
      clientList([
        { hostname: 'pgo.example.nl', name: 'Mijn & dijn' },
        { hostname: 'nieuw.example.nl', name: 'Nieuw', services: ['48', '51'] },
        { hostname: 'geen.example.nl', name: 'Geen', services: [] },
      ]),
    );
    expect(content.get('pgo.example.nl')).toEqual({
      hostname: 'pgo.example.nl',
      organisationName: 'Mijn & dijn',
    });
    expect(content.get('nieuw.example.nl')?.services).toEqual(new Set(['48', '51']));
    expect(content.get('geen.example.nl')?.services).toEqual(new Set());
  });

  test('of names of gegevensdiensten', async () => {
    const { content } = await parseList('gnl', serviceNames([['48', 'Vaccinaties']]));
    expect([...content]).toEqual([['48', 'Vaccinaties']]);
  });

  test('of providers', async () => {
    const { content } = await parseList(
      'zal',
      providerList([{ name: 'ziekenhuis@medmij', services: [SERVICE] }]),
    );
    const provider = content.get('ziekenhuis');
    expect(provider?.services.get('48')).toEqual({
      id: '48',
      authorizationEndpoint: ENDPOINTS.authorize,
      tokenEndpoint: ENDPOINTS.token,
      systemRoles: [{ code: 'MM-1.0.0-X-FHIR', resourceEndpoint: ENDPOINTS.resource }],
    });
  });

  test('of providers in the form of later releases', async () => {
    const other = { ...SERVICE, id: '51' };
    const document = `<z:Aanbiederslijst xmlns:z="${laterNamespace('zal')}" xmlns="${laterNamespace('zal')}">
      <!-- later --><Interfaceversie>3</Interfaceversie>
      <Tijdstempel> 2026-11-01T10:00:00.123Z </Tijdstempel><Volgnummer>+007</Volgnummer>
      <Aanbieders><Aanbieder><Aanbiedernaam>ziekenhuis@medmij</Aanbiedernaam>
      <Aanbiedertype>ZA</Aanbiedertype><Interfaceversies>
      <Interfaceversie><Gegevensdiensten>${serviceXml(SERVICE)}</Gegevensdiensten></Interfaceversie>
      <Interfaceversie><Gegevensdiensten>${serviceXml(SERVICE)}${serviceXml(other)}</Gegevensdiensten></Interfaceversie>
      </Interfaceversies></Aanbieder></Aanbieders></z:Aanbiederslijst>`;
    const { content, sequence } = await parseList('zal', Buffer.from(document));
    expect(sequence).toBe(7);
    expect(content.get('ziekenhuis')).toMatchObject({ name: 'ziekenhuis', type: 'ZA' });
    expect([...(content.get('ziekenhuis')?.services.keys() ?? [])]).toEqual(['48', '51']);
  });

  test('may be large: it is read in parts', async () => {
    const hosts = Array.from({ length: 20_000 }, (_, index) => `pgo-${index}.example.nl`);
    const { content } = await parseList('whl', whitelist(hosts));
    expect([...content]).toEqual(hosts);
  });

  test('may be empty', async () => {
    expect((await parseList('whl', whitelist([]))).content.size).toBe(0);
  });

  test('may have long names when its release is not known, and not when it is', async () => {
    const clients = [{ hostname: 'pgo.example.nl', name: 'x'.repeat(60) }];
    const namespace = laterNamespace('ocl');
    expect((await parseList('ocl', clientList(clients, { namespace }))).content.size).toBe(1);
    expect(await refusal('ocl', clientList(clients))).toMatch(/60 characters/);
  });
});

describe('a list is refused as a whole', () => {
  const one = whitelist(['pgo.example.nl']).toString();
  const provider = (service: Partial<typeof SERVICE>, name = 'ziekenhuis@medmij'): Buffer =>
    providerList([{ name, services: [{ ...SERVICE, ...service }] }]);

  test.each<[string, ListKind, Buffer | string, RegExp]>([
    ['when it is another list', 'ocl', one, /no OAuthclientlist/],
    ['when it is no XML', 'whl', 'Whitelist', /well-formed/],
    ['when it is empty', 'whl', '', /well-formed|no element/],
    ['when it ends too early', 'whl', one.slice(0, -5), /well-formed/],
    ['when it is not UTF-8', 'whl', Buffer.from([0x3c, 0xff, 0xfe]), /UTF-8/],
    ['when it says another encoding', 'whl', one.replace('UTF-8', 'ISO-8859-1'), /UTF-8/],
    ['with a document type', 'whl', one.replace('<White', '<!DOCTYPE x><White'), /document type/],
    ['with an entity', 'whl', one.replace('pgo', '&pgo;'), /well-formed/],
    ['with CDATA', 'whl', one.replace('pgo.example.nl', '<![CDATA[pgo.example.nl]]>'), /CDATA/],
    ['with an instruction', 'whl', one.replace('<White', '<?x y?><White'), /instruction/],
    ['without a number', 'whl', one.replace(/<Volgnummer>.*<.Volgnummer>/, ''), /no Volgnummer/],
    [
      'with two numbers',
      'whl',
      one.replace('<Volgnummer>', '<Volgnummer>2</Volgnummer><Volgnummer>'),
      /more than once/,
    ],
    ['without a time', 'whl', one.replace(/<Tijd.*<.Tijdstempel>/, ''), /no Tijdstempel/],
    ['without its entries', 'whl', one.replaceAll('MedMijNodes', 'Nodes'), /no MedMijNodes/],
    [
      'with two sets of entries',
      'whl',
      one.replace('<MedMijNodes>', '<MedMijNodes></MedMijNodes><MedMijNodes>'),
      /more than once/,
    ],
    ['with an entry without a host', 'whl', one.replaceAll('Hostname', 'Host'), /no Hostname/],
    ['with elements in a host', 'whl', one.replace('pgo', '<b/>pgo'), /elements/],
    ['with a host twice', 'whl', whitelist(['a.nl', 'b.nl', 'a.nl']), /more than once/],
    [
      'with a client twice',
      'ocl',
      clientList([
        { hostname: 'pgo.example.nl', name: 'Echt' },
        { hostname: 'pgo.example.nl', name: 'Vals' },
      ]),
      /more than once/,
    ],
    [
      'with a short name',
      'ocl',
      clientList([{ hostname: 'pgo.example.nl', name: 'ab' }]),
      /2 characters/,
    ],
    [
      'with a service twice',
      'gnl',
      serviceNames([
        ['1', 'Een'],
        ['1', 'Twee'],
      ]),
      /more than once/,
    ],
    ['with a long id', 'gnl', serviceNames([['1'.repeat(31), 'Een']]), /31 characters/],
    ['with an empty id', 'gnl', serviceNames([['', 'Een']]), /0 characters/],
    ['with a bad name of a provider', 'zal', provider({}, 'Ziekenhuis@medmij'), /form of one/],
    ['with a name that is too short', 'zal', provider({}, 'zh@medmij'), /form of one/],
    ['with a name of something else', 'zal', provider({}, 'ziekenhuis'), /form of one/],
    [
      'with a provider twice',
      'zal',
      providerList([
        { name: 'aaa@medmij', services: [SERVICE] },
        { name: 'aaa@medmij', services: [SERVICE] },
      ]),
      /more than once/,
    ],
    [
      'with a service of a provider twice',
      'zal',
      providerList([{ name: 'aaa@medmij', services: [SERVICE, SERVICE] }]),
      /more than once/,
    ],
    ['with an endpoint without TLS', 'zal', provider({ token: 'http://a.nl/t' }), /address/],
    ['with a query', 'zal', provider({ authorize: 'https://a.nl/a?b=c' }), /address/],
    ['with a port on the front', 'zal', provider({ authorize: 'https://a.nl:8443/a' }), /address/],
    ['with a user', 'zal', provider({ token: 'https://x@a.nl/t' }), /address/],
    ['with this machine', 'zal', provider({ resource: 'http://127.0.0.1/fhir' }), /address/],
  ])('%s', async (_what, kind, document, reason) => {
    expect(await refusal(kind, document)).toMatch(reason);
  });

  test.each(['0', '-1', '1.5', '1e3', '', 'één', '1'.repeat(16), '٣'])(
    'with the number "%s"',
    async (sequence) => {
      expect(await refusal('whl', whitelist([], { sequence }))).toMatch(/positive number/);
    },
  );

  test.each([
    '2026-11-01T10:00:00',
    '2026-11-01T10:00:00.123',
    '2026-11-01 10:00:00Z',
    '2026-02-30T10:00:00Z',
    '2026-11-01T24:30:00Z',
    '2026-11-01T10:00:00+15:00',
    'yesterday',
    '',
  ])('with the time "%s"', async (issued) => {
    expect(await refusal('whl', whitelist([], { issued }))).toMatch(/time zone/);
  });

  test.each([
    'PGO.example.nl',
    'localhost',
    ' pgo.example.nl',
    'pgo.example.nl.',
    '*.example.nl',
    'pgo_1.example.nl',
    'pgo.example.nl:443',
    '-pgo.example.nl',
    'pgo..nl',
    `${'a.'.repeat(130)}nl`,
    '',
  ])('with the host "%s"', async (host) => {
    expect(await refusal('whl', whitelist([host]))).toMatch(/Hostname/);
  });

  test('when it is deep, has many elements, or is large', async () => {
    const deep = `${'<a>'.repeat(40)}${'</a>'.repeat(40)}`;
    expect(await refusal('whl', one.replace('<MedMijNode>', `${deep}<MedMijNode>`))).toMatch(
      /many/,
    );
    expect(await refusal('whl', Buffer.alloc(33 * 1024 * 1024, ' '))).toMatch(/large/);
  });
});

describe('endpoints on this machine', () => {
  test('are taken only of lists that may have them', async () => {
    const document = providerList([
      {
        name: 'demo@medmij',
        services: [{ ...SERVICE, token: 'http://127.0.0.1:8080/auth/medmij/token' }],
      },
    ]);
    expect(await refusal('zal', document)).toMatch(/address/);
    const { content } = await parseList('zal', document, { loopback: true });
    expect(content.has('demo')).toBe(true);
  });
});

describe('whatever bytes come', () => {
  const label = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,10}[a-z0-9]$/);
  const host = fc.tuple(label, label, label).map((labels) => labels.join('.'));

  test('the hosts of a list are those that were written, however they are divided', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(host, { maxLength: 60 }),
        fc.integer({ min: 1, max: 999_999_999_999_999 }),
        async (hosts, sequence) => {
          const list = await parseList('whl', whitelist(hosts, { sequence }));
          expect([...list.content]).toEqual(hosts);
          expect(list.sequence).toBe(sequence);
        },
      ),
    );
  });

  test('a list with a change in it is refused, or is a list of what is allowed', async () => {
    const documents: Readonly<Record<ListKind, Buffer>> = {
      whl: whitelist(['pgo.example.nl', 'a.example.nl']),
      ocl: clientList([{ hostname: 'pgo.example.nl', name: 'Mijn PGO', services: ['48'] }]),
      gnl: serviceNames([['48', 'Vaccinaties']]),
      zal: providerList([{ name: 'ziekenhuis@medmij', services: [SERVICE] }]),
    };
    const pieces = ['<', '>', '&', '"', '</Hostname>', '<!DOCTYPE a [', '\u0000', 'é', '0', ' '];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...LIST_KINDS),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat({ max: 30 }),
        fc.constantFrom(...pieces),
        async (kind, place, gone, piece) => {
          const text = documents[kind].toString();
          const at = Math.floor(place * text.length);
          const changed = text.slice(0, at) + piece + text.slice(at + gone);
          try {
            const { sequence } = await parseList(kind, Buffer.from(changed));
            expect(sequence).toBeGreaterThan(0);
          } catch (error) {
            expect(error).toBeInstanceOf(ListRefused);
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});

(hasCorpus('medmij-lists') ? describe : describe.skip)('the published examples', () => {
  const documents = new Map(medmijLists().map(({ name, bytes }) => [name, bytes]));
  const read = (kind: ListKind, name: string): Promise<{ sequence: number; size: number }> =>
    parseList(kind, documents.get(name) ?? Buffer.of()).then(({ sequence, content }) => ({
      sequence,
      size: content.size,
    }));

  test.each<[ListKind, string, number, number]>([
    ['whl', 'examples/MedMij_Whitelist_example.xml', 28654, 7],
    ['ocl', 'examples/MedMij_OAuthclientlist_example.xml', 522, 2],
    ['gnl', 'examples/MedMij_Gegevensdienstnamenlijst_example.xml', 28800, 7],
    ['zal', 'examples/MedMij_Zorgaanbiederslijst_example.xml', 6, 2],
    ['ocl', 'synthetic/ocl_with_services.xml', 1001, 2],
    ['whl', 'synthetic/whl_replayed_older.xml', 100, 1],
  ])('%s of %s', async (kind, name, sequence, size) => {
    expect(await read(kind, name)).toEqual({ sequence, size });
  });

  test.each<[ListKind, string, RegExp]>([
    ['ocl', 'synthetic/ocl_duplicate_host.xml', /more than once/],
    ['whl', 'synthetic/whl_doctype_entity.xml', /document type/],
  ])('%s of %s is refused', async (kind, name, reason) => {
    expect(await refusal(kind, documents.get(name) ?? '')).toMatch(reason);
  });
});

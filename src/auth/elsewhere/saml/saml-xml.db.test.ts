// What a response may be written like, and how it may be encrypted.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { selfSigned } from '../../../testing/auth/certificate.js';
import { isSignedIn, problemOf, type Leaving } from '../../../testing/auth/elsewhere.js';
import {
  assertionXml,
  encoded,
  encrypted,
  responseXml,
  signed,
} from '../../../testing/auth/saml-idp.js';
import { startSamlWorld, SUBSTANTIAL, type SamlWorld } from '../../../testing/auth/saml-world.js';

let world: SamlWorld;

beforeAll(async () => {
  world = await startSamlWorld();
});

afterAll(async () => {
  await world.stop();
});

beforeEach(() => {
  world.logged.length = 0;
});

/** What became of a response: signed in, an expired page, or the sign-in screen with a problem. */
async function outcome(
  make: (leaving: Leaving) => string | Promise<string>,
  provider = 'adfs',
): Promise<string> {
  const leaving = await world.leave(provider);
  const page = await world.comeBack(leaving, provider, await make(leaving));
  if (isSignedIn(page)) return 'in';
  return page.status === 400 ? 'expired' : problemOf(page);
}

const FAILED = expect.stringContaining('niet gelukt');

describe('XML that attacks the reader is refused:', () => {
  const changed = (change: (xml: string) => string) => (leaving: Leaving) =>
    change(world.honest(leaving));
  const DOCTYPE = '<!DOCTYPE samlp:Response [<!ENTITY e SYSTEM "file:///etc/passwd">]>';
  const BOMB = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>';

  test.each<[string, (xml: string) => string]>([
    ['a document type with an external entity', (xml) => DOCTYPE + xml],
    ['one entity in another', (xml) => BOMB + xml.replace('dokter@', '&c;dokter@')],
    ['an entity without one', (xml) => xml.replace('dokter@', '&e;dokter@')],
    ['a comment inside a name', (xml) => xml.replace('dokter@', 'dokter<!-- -->@')],
    ['a CDATA section', (xml) => xml.replace('dokter@example', '<![CDATA[dokter@example]]>')],
    ['a processing instruction', (xml) => xml.replace('<samlp:Status>', '<?x y?><samlp:Status>')],
    ['an element that is not closed', (xml) => xml.replace('</samlp:Response>', '')],
    ['something after the end', (xml) => `${xml}<x/>`],
    [
      'a prefix without a namespace',
      (xml) => xml.replace('<samlp:Status>', '<q:x/><samlp:Status>'),
    ],
    [
      'endless nesting',
      (xml) =>
        xml.replace('<samlp:Status>', `${'<x>'.repeat(60)}${'</x>'.repeat(60)}<samlp:Status>`),
    ],
    [
      'endless width',
      (xml) => xml.replace('<samlp:Status>', `${'<x/>'.repeat(6000)}<samlp:Status>`),
    ],
    ['no response', () => '<x/>'],
    ['nothing', () => ''],
  ])('%s', async (_what, change) => {
    expect(await outcome(changed(change))).toBe('expired');
  });

  test('what is no base64, no UTF-8, too long, or no form', async () => {
    const post = (body: URLSearchParams | string): Promise<Response> =>
      fetch(`${world.server.auth}/saml/adfs/acs`, { method: 'POST', redirect: 'manual', body });
    const field = (SAMLResponse: string): URLSearchParams => new URLSearchParams({ SAMLResponse });
    const leaving = await world.leave('adfs');
    const honest = encoded(world.honest(leaving));
    const latin = Buffer.from(`<x>\u00e9</x>`, 'latin1').toString('base64');
    for (const body of [
      '{}',
      field(`%${honest}`),
      field(latin),
      field(''),
      field('A'.repeat(300_000)),
    ]) {
      expect((await post(body)).status).toBe(400);
    }
    expect((await post(field('A'.repeat(500_000)))).status).toBe(413);
    const twice = new URLSearchParams([
      ['SAMLResponse', honest],
      ['SAMLResponse', honest],
    ]);
    expect((await post(twice)).status).toBe(400);
    expect((await post(field(honest))).status).toBe(303);
  });
});

describe('encryption', () => {
  const hidden =
    (provider: string, form: Parameters<typeof encrypted>[2], inside?: (xml: string) => string) =>
    async (leaving: Leaving): Promise<string> => {
      const { digid, adfs, own } = world;
      const keys = provider === 'digid' ? digid.keys : adfs.keys;
      const answer = world.answerTo(leaving, provider, {
        nameId: 's00000000:999910140',
        context: SUBSTANTIAL,
        attributes: { 'urn:upn': ['a'], 'urn:groups': ['artsen'] },
      });
      const assertion = (inside ?? ((xml) => signed(xml, 'Assertion', keys)))(assertionXml(answer));
      const secret = await encrypted(assertion, own.certificate, form);
      return signed(responseXml(answer, secret), 'Response', keys);
    };
  const CBC = { algorithm: 'http://www.w3.org/2001/04/xmlenc#aes256-cbc' } as const;
  const OLD = { keyAlgorithm: 'http://www.w3.org/2001/04/xmlenc#rsa-1_5' } as const;

  test('by AES-GCM is taken, by AES-CBC where the operator allows it, by RSA 1.5 never', async () => {
    expect(await outcome(hidden('digid', {}), 'digid')).toBe('in');
    expect(await outcome(hidden('digid', CBC), 'digid')).toBe('expired');
    expect(await outcome(hidden('adfs-groups', CBC), 'adfs-groups')).toBe('in');
    expect(await outcome(hidden('adfs-groups', OLD), 'adfs-groups')).toBe('expired');
  });

  test('without a key of ours is refused', async () => {
    const make = async (leaving: Leaving): Promise<string> => {
      const answer = world.answerTo(leaving, 'adfs');
      const assertion = signed(assertionXml(answer), 'Assertion', world.adfs.keys);
      return responseXml(answer, await encrypted(assertion, world.own.certificate));
    };
    expect(await outcome(make)).toEqual(FAILED);
  });

  test('of what is not signed, signed by SHA-1, wrapped, or no assertion is refused', async () => {
    const sha1 = { algorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' };
    const insides: ((xml: string) => string)[] = [
      (xml) => xml,
      (xml) => signed(xml, 'Assertion', selfSigned()),
      (xml) => signed(xml, 'Assertion', world.digid.keys, sha1),
      (xml) =>
        xml.replace(
          '</saml:Issuer>',
          `</saml:Issuer>${signed(xml, 'Assertion', world.digid.keys)}`,
        ),
      (xml) => `<!DOCTYPE x []>${signed(xml, 'Assertion', world.digid.keys)}`,
      () => '<x/>',
    ];
    for (const inside of insides) {
      expect(await outcome(hidden('digid', {}, inside), 'digid')).toEqual(FAILED);
    }
  });
});

// Attacks on SAML: https://www.usenix.org/conference/usenixsecurity12/technical-sessions/presentation/somorovsky
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { selfSigned } from '../../../testing/auth/certificate.js';
import { isSignedIn, problemOf, type Leaving } from '../../../testing/auth/elsewhere.js';
import {
  assertionXml,
  instant,
  responseXml,
  signed,
  type SamlAnswer,
  type SignatureForm,
} from '../../../testing/auth/saml-idp.js';
import { startSamlWorld, type SamlWorld } from '../../../testing/auth/saml-world.js';

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

test('an honest response is taken', async () => {
  expect(await outcome((leaving) => world.honest(leaving))).toBe('in');
});

describe('what an assertion says is refused when it is', () => {
  test.each<[string, Partial<SamlAnswer>]>([
    ['of another issuer', { issuer: 'https://evil.example/saml' }],
    ['for another audience', { audience: 'https://other.example' }],
    ['for another recipient', { recipient: 'https://other.example/acs' }],
    ['sent to another URL', { destination: 'https://other.example/acs' }],
    ['no longer valid', { notOnOrAfter: -120 }],
    ['not valid yet', { notBefore: 120 }],
    ['to be brought before now', { confirmationNotOnOrAfter: -120 }],
    ['of another version', { version: '1.1' }],
    ['about nobody', { nameId: ' ' }],
    ['without conditions', { conditions: '' }],
    ['without an audience', { conditions: '<saml:Conditions/>' }],
    ['without a confirmation', { confirmation: '' }],
    ['not the answer of success', { status: 'urn:oasis:names:tc:SAML:2.0:status:Requester' }],
  ])('%s', async (_what, changes) => {
    const got = await outcome((leaving) => world.honest(leaving, changes));
    expect(got === 'in').toBe(false);
    expect(got).toMatch(/niet gelukt|niet bekend/);
  });

  test('confirmed for another request, or not by bringing it', async () => {
    const data = (leaving: Leaving, method: string, request: string): string =>
      world.honest(leaving, {
        confirmation: `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:${method}"><saml:SubjectConfirmationData ${request} Recipient="${world.server.auth}/saml/adfs/acs" NotOnOrAfter="${instant(60)}"/></saml:SubjectConfirmation>`,
      });
    expect(await outcome((leaving) => data(leaving, 'bearer', 'InResponseTo="_1"'))).toEqual(
      FAILED,
    );
    expect(await outcome((leaving) => data(leaving, 'bearer', ''))).toEqual(FAILED);
    const id = (leaving: Leaving) =>
      `InResponseTo="${world.answerTo(leaving, 'adfs').inResponseTo}"`;
    expect(await outcome((leaving) => data(leaving, 'holder-of-key', id(leaving)))).toEqual(FAILED);
    expect(await outcome((leaving) => data(leaving, 'bearer', id(leaving)))).toBe('in');
  });

  test('within the tolerance of clocks it is not', async () => {
    const late = { notOnOrAfter: -20, confirmationNotOnOrAfter: -20 };
    expect(await outcome((leaving) => world.honest(leaving, late))).toBe('in');
    expect(await outcome((leaving) => world.honest(leaving, { notBefore: 20 }))).toBe('in');
  });

  test('under a condition that nobody knows', async () => {
    const conditions = (leaving: Leaving): string =>
      `<saml:Conditions><saml:AudienceRestriction><saml:Audience>${world.answerTo(leaving, 'adfs').audience}</saml:Audience></saml:AudienceRestriction><saml:Condition xmlns:x="urn:x" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="x:y"/></saml:Conditions>`;
    expect(
      await outcome((leaving) => world.honest(leaving, { conditions: conditions(leaving) })),
    ).toEqual(FAILED);
  });
});

describe('a signature', () => {
  const withSignature = (form: SignatureForm) => (leaving: Leaving) => {
    const answer = world.answerTo(leaving, 'adfs');
    return responseXml(answer, signed(assertionXml(answer), 'Assertion', world.adfs.keys, form));
  };

  test('must be there, on what it must be on', async () => {
    const plain = (leaving: Leaving): string => {
      const answer = world.answerTo(leaving, 'adfs');
      return responseXml(answer, assertionXml(answer));
    };
    expect(await outcome(plain)).toEqual(FAILED);
    expect(await outcome((leaving) => signed(plain(leaving), 'Response', world.adfs.keys))).toEqual(
      FAILED,
    );
    const attributes = { 'urn:upn': ['a'], 'urn:groups': ['artsen'] };
    const assertionOnly = (leaving: Leaving): string => {
      const answer = world.answerTo(leaving, 'adfs-groups', { attributes });
      return responseXml(answer, signed(assertionXml(answer), 'Assertion', world.adfs.keys));
    };
    expect(await outcome(assertionOnly, 'adfs-groups')).toEqual(FAILED);
    expect(
      await outcome(
        (leaving) => signed(assertionOnly(leaving), 'Response', world.adfs.keys),
        'adfs-groups',
      ),
    ).toBe('in');
  });

  test('must be of a key of this provider, whatever certificate comes along', async () => {
    for (const keys of [selfSigned(), world.digid.keys]) {
      const got = await outcome((leaving) => {
        const answer = world.answerTo(leaving, 'adfs');
        return responseXml(answer, signed(assertionXml(answer), 'Assertion', keys));
      });
      expect(got).toEqual(FAILED);
    }
  });

  test('must be about what is there', async () => {
    const change = (from: string | RegExp, to: string) => (leaving: Leaving) => {
      const honest = world.honest(leaving, { nameId: 'nobody' });
      const changed = honest.replace(from, to);
      expect(changed).not.toBe(honest);
      return changed;
    };
    expect(await outcome(change('>nobody<', '>dokter@example<'))).toEqual(FAILED);
    expect(await outcome(change(/<ds:DigestValue>|<DigestValue>/, '$&AAAA'))).toEqual(FAILED);
    expect(await outcome(change(/(<SignatureValue>).*(<\/SignatureValue>)/s, '$1$2'))).toEqual(
      FAILED,
    );
  });

  test('that need not be there must be right too', async () => {
    const got = await outcome((leaving) => signed(world.honest(leaving), 'Response', selfSigned()));
    expect(got).toEqual(FAILED);
  });

  test.each<[string, SignatureForm]>([
    ['RSA with SHA-1', { algorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' }],
    ['a digest by SHA-1', { digest: 'http://www.w3.org/2000/09/xmldsig#sha1' }],
    [
      'a canonical form that keeps comments',
      {
        canonical: 'http://www.w3.org/2001/10/xml-exc-c14n#WithComments',
      },
    ],
  ])('by %s is not accepted', async (_what, form) => {
    expect(await outcome(withSignature(form))).toBe('expired');
    expect(world.logged.join()).toContain('an algorithm that is not accepted');
  });

  test('by SHA-512 is', async () => {
    const algorithm = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512';
    const digest = 'http://www.w3.org/2001/04/xmlenc#sha512';
    expect(await outcome(withSignature({ algorithm, digest }))).toBe('in');
  });
});

describe('signature wrapping', () => {
  /** An honest assertion about somebody harmless, and a forged one about the doctor. */
  const parts = (leaving: Leaving): { honest: string; forged: string; wrap: Wrap } => {
    const answer = world.answerTo(leaving, 'adfs', { nameId: 'nobody' });
    const honest = signed(assertionXml(answer), 'Assertion', world.adfs.keys);
    const forged = assertionXml({ ...answer, nameId: 'dokter@example', assertionId: '_forged' });
    return { honest, forged, wrap: (inside) => responseXml(answer, inside) };
  };
  type Wrap = (inside: string) => string;
  const signatureOf = (xml: string): string =>
    /<(?:ds:)?Signature[\s\S]*<\/(?:ds:)?Signature>/.exec(xml)?.[0] ?? '';
  const bare = (xml: string): string => xml.replace(signatureOf(xml), '');
  const intoAssertion = (xml: string, inside: string): string =>
    xml.replace('</saml:Issuer>', `</saml:Issuer>${inside}`);
  const asLast = (xml: string, inside: string): string =>
    xml.replace('</saml:Assertion>', `${inside}</saml:Assertion>`);

  test.each<[string, (leaving: Leaving) => string]>([
    [
      'the forged one first',
      (l) => {
        const { honest, forged, wrap } = parts(l);
        return wrap(forged + honest);
      },
    ],
    [
      'the forged one last',
      (l) => {
        const { honest, forged, wrap } = parts(l);
        return wrap(honest + forged);
      },
    ],
    [
      'the honest one inside the forged one',
      (l) => {
        const { honest, forged, wrap } = parts(l);
        return wrap(intoAssertion(forged, honest));
      },
    ],
    [
      'the honest one inside the signature of the forged one',
      (l) => {
        const { honest, forged, wrap } = parts(l);
        const signature = signatureOf(honest).replace(
          /<\/((?:ds:)?)Signature>$/,
          `<$1Object>${bare(honest)}</$1Object></$1Signature>`,
        );
        return wrap(intoAssertion(forged, signature));
      },
    ],
    [
      'the honest one in an extension of the response',
      (l) => {
        const { honest, forged, wrap } = parts(l);
        return wrap(forged).replace(
          '<samlp:Status>',
          `<samlp:Extensions>${honest}</samlp:Extensions><samlp:Status>`,
        );
      },
    ],
    [
      'the forged one in an extension',
      (l) => {
        const { honest, forged, wrap } = parts(l);
        return wrap(honest).replace(
          '<samlp:Status>',
          `<samlp:Extensions>${forged}</samlp:Extensions><samlp:Status>`,
        );
      },
    ],
    [
      'the honest one as advice of the forged one',
      (l) => {
        const { honest, forged, wrap } = parts(l);
        return wrap(asLast(forged, `<saml:Advice>${honest}</saml:Advice>`));
      },
    ],
    [
      'the forged one with the id and the signature of the honest one',
      (l) => {
        const { honest, forged, wrap } = parts(l);
        const id = /ID="([^"]+)"/.exec(honest)?.[1] ?? '';
        return wrap(intoAssertion(forged.replace('_forged', id), signatureOf(honest)));
      },
    ],
    [
      'both with the same id',
      (l) => {
        const { honest, forged, wrap } = parts(l);
        const id = /ID="([^"]+)"/.exec(honest)?.[1] ?? '';
        return wrap(forged.replace('_forged', id)).replace(
          '<samlp:Status>',
          `<x:y xmlns:x="urn:x">${honest}</x:y><samlp:Status>`,
        );
      },
    ],
    [
      'the forged one in another namespace',
      (l) => {
        const { honest, forged, wrap } = parts(l);
        return wrap(
          forged.replaceAll('saml:', 'f:').replace('xmlns:f=', 'xmlns:saml="urn:x" xmlns:f=') +
            honest,
        );
      },
    ],
    [
      'an honest response inside a forged one',
      (l) => {
        const { honest, forged, wrap } = parts(l);
        return wrap(forged).replace(
          '</samlp:Response>',
          `<samlp:Extensions>${wrap(honest)}</samlp:Extensions></samlp:Response>`,
        );
      },
    ],
  ])('%s is refused', async (_what, make) => {
    const got = await outcome(make);
    expect(got).toMatch(/^expired$|niet gelukt/);
  });
});

test('no name of a person is in the log', async () => {
  await outcome((leaving) => world.honest(leaving, { nameId: 'vreemde@example' }));
  await outcome((leaving) => world.honest(leaving, { audience: 'x' }));
  expect(world.logged.join()).toContain('A sign-in elsewhere was refused');
  expect(world.logged.join()).not.toContain('vreemde');
  expect(world.logged.join()).not.toContain('dokter@');
});

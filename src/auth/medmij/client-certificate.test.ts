/** Certificates of PGOs: of the connection, and as a proxy tells them. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer, request, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createAuthority, type CertificateOptions } from '../../testing/certificates.js';
import { addressRanges } from '../network.js';
import { certificateOf } from './certificate-header.js';
import { certificateNames } from './certificate-names.js';
import { createPeerOf } from './client-certificate.js';

const AUTHORITY = createAuthority('Staat der Testen');
const STRANGER = createAuthority('Somebody');
const LISTED = new Set(['pgo.example.nl', 'other.example.nl']);

function issued(options: CertificateOptions, subject = 'pgo'): string {
  return AUTHORITY.issue(subject, options).certificate;
}

function namesOf(options: CertificateOptions, subject?: string): readonly string[] {
  return certificateNames(new X509Certificate(issued(options, subject)));
}

describe('names in a certificate', () => {
  test('are its DNS names, in small letters', () => {
    const dnsNames = ['PGO.example.nl', 'other.example.nl'];
    expect(namesOf({ dnsNames }, 'cn.example.nl')).toEqual(['pgo.example.nl', 'other.example.nl']);
  });

  test('are its common name when there are no others', () => {
    expect(namesOf({ dnsNames: [] }, 'pgo.example.nl')).toEqual(['pgo.example.nl']);
  });

  test.each([
    ['*.example.nl'],
    ['pgo.example.nl\u0000.evil.example'],
    ['a", DNS:pgo.example.nl, DNS:"'],
    ['a\\", DNS:pgo.example.nl, x'],
    ['pgo.example.nl.'],
    [''],
  ])('are no others than host names: %j', (name) => {
    expect(namesOf({ dnsNames: [name] }, 'pgo.example.nl')).toEqual([]);
  });
});

describe('a certificate in a header', () => {
  const pem = issued({ dnsNames: ['pgo.example.nl'] });
  const base64 = new X509Certificate(pem).raw.toString('base64');

  test.each([
    ['URL-encoded PEM', encodeURIComponent(pem)],
    ['PEM in which only line ends are encoded', pem.replaceAll('\n', '%0A').replaceAll(' ', '%20')],
    ['PEM on one line', pem.trim().replaceAll('\n', ' ')],
    ['as RFC 9440 has it', `:${base64}:`],
  ])('is understood: %s', (_what, value) => {
    expect(certificateOf(value)?.subjectAltName).toBe('DNS:pgo.example.nl');
  });

  test.each([
    ['nothing', ''],
    ['two', `:${base64}:, :${base64}:`],
    ['two PEMs', encodeURIComponent(pem + pem)],
    ['a bad encoding', '%E0%A4%A'],
    ['no certificate', `:${Buffer.from('certificate').toString('base64')}:`],
    ['base64 alone', base64],
    ['something long', `:${'A'.repeat(20_000)}:`],
  ])('is not: %s', (_what, value) => {
    expect(certificateOf(value)).toBeUndefined();
  });
});

describe('the peer of a request', () => {
  const own = AUTHORITY.issue('server');
  let server: Server;
  let now = Date.now();
  let seen: (request: IncomingMessage) => string | undefined;

  beforeAll(async () => {
    server = createServer(
      {
        ...{ cert: own.certificate, key: own.key, ca: AUTHORITY.certificate },
        ...{ requestCert: true, rejectUnauthorized: false },
      },
      (incoming, response) => {
        response.end(seen(incoming) ?? 'nobody');
      },
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterAll(() => {
    server.close();
  });

  function peerOf(header?: string, proxies: string[] = []): ReturnType<typeof createPeerOf> {
    return createPeerOf({
      lists: { isWhitelisted: (name) => LISTED.has(name) },
      header,
      proxies: addressRanges(proxies),
      clock: () => now,
    });
  }

  async function ask(
    client: { certificate?: string; key?: string },
    headers: Record<string, string> = {},
  ): Promise<string> {
    const { port } = server.address() as AddressInfo;
    const sent = request({
      ...{ host: '127.0.0.1', port, headers, agent: false, ca: AUTHORITY.certificate },
      ...(client.certificate === undefined ? {} : { cert: client.certificate, key: client.key }),
    });
    sent.end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    let text = '';
    for await (const chunk of response) text += String(chunk);
    return text;
  }

  test('is who has a certificate of ours and is on the Whitelist', async () => {
    seen = peerOf();
    const certificate = (dnsNames: string[]): object => AUTHORITY.issue('pgo', { dnsNames });
    expect(await ask(certificate(['pgo.example.nl']))).toBe('pgo.example.nl');
    expect(await ask(certificate(['www.example.nl', 'other.example.nl']))).toBe('other.example.nl');
    expect(await ask(certificate(['stranger.example.nl']))).toBe('nobody');
    expect(await ask({})).toBe('nobody');
  });

  test('is who it should be, also as the second of the names', async () => {
    const both = AUTHORITY.issue('pgo', { dnsNames: ['other.example.nl', 'pgo.example.nl'] });
    seen = (incoming) => peerOf()(incoming, 'pgo.example.nl');
    expect(await ask(both)).toBe('pgo.example.nl');
    expect(await ask(AUTHORITY.issue('pgo', { dnsNames: ['other.example.nl'] }))).toBe('nobody');
    seen = (incoming) => peerOf()(incoming, 'stranger.example.nl');
    expect(await ask(AUTHORITY.issue('pgo', { dnsNames: ['stranger.example.nl'] }))).toBe('nobody');
  });

  test('is nobody with a certificate of somebody else, or one that has lapsed', async () => {
    seen = peerOf();
    const dnsNames = ['pgo.example.nl'];
    expect(await ask(STRANGER.issue('pgo', { dnsNames }))).toBe('nobody');
    expect(await ask(AUTHORITY.issue('pgo', { dnsNames, notAfter: '20200201000000Z' }))).toBe(
      'nobody',
    );
  });

  test('is nobody with a certificate that was taken back', async () => {
    seen = peerOf();
    const [good, bad] = [1, 2].map(() => AUTHORITY.issue('pgo', { dnsNames: ['pgo.example.nl'] }));
    const context = { cert: own.certificate, key: own.key, ca: AUTHORITY.certificate };
    server.setSecureContext({ ...context, crl: AUTHORITY.revoke(bad?.certificate ?? '') });
    expect(await ask(good ?? {})).toBe('pgo.example.nl');
    expect(await ask(bad ?? {})).toBe('nobody');
    server.setSecureContext({ ...context, crl: STRANGER.revoke() });
    expect(await ask(good ?? {})).toBe('nobody');
    server.setSecureContext(context);
    expect(await ask(bad ?? {})).toBe('pgo.example.nl');
  });

  test('is nobody once the certificate lapses during a connection', async () => {
    seen = peerOf();
    const client = AUTHORITY.issue('pgo', { dnsNames: ['pgo.example.nl'] });
    now = Date.UTC(2130, 0);
    expect(await ask(client)).toBe('nobody');
    now = Date.now();
  });

  test('is whom a trusted proxy tells, and nobody without that', async () => {
    const told = encodeURIComponent(issued({ dnsNames: ['pgo.example.nl'] }));
    const proxy = AUTHORITY.issue('proxy', { dnsNames: ['other.example.nl'] });
    seen = peerOf('x-ssl-client-cert', ['127.0.0.0/8']);
    expect(await ask(proxy, { 'X-SSL-Client-Cert': told })).toBe('pgo.example.nl');
    expect(await ask(proxy)).toBe('nobody');
    expect(await ask(proxy, { 'X-SSL-Client-Cert': `${told}, ${told}` })).toBe('nobody');
  });

  test('is not whom anybody else tells', async () => {
    const told = encodeURIComponent(issued({ dnsNames: ['pgo.example.nl'] }));
    for (const peers of [peerOf('x-ssl-client-cert', ['10.0.0.0/8']), peerOf()]) {
      seen = peers;
      expect(await ask({}, { 'X-SSL-Client-Cert': told })).toBe('nobody');
      const other = AUTHORITY.issue('pgo', { dnsNames: ['other.example.nl'] });
      expect(await ask(other, { 'X-SSL-Client-Cert': told })).toBe('other.example.nl');
    }
  });
});

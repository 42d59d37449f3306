/** Where the lists of MedMij are, as settings say it. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { LIST_FILES } from '../auth/medmij/lists/list-kind.js';
import { createAuthority } from '../testing/certificates.js';
import { ConfigError, loadConfig, type Config } from './load.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'vuurtoren-config-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function load(environment: Record<string, string>): Config['medmijLists'] {
  return loadConfig(environment, folder).medmijLists;
}

function complaintAbout(environment: Record<string, string>): string {
  try {
    load(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.lines.join('\n');
    throw error;
  }
  return 'taken';
}

function sources(environment: Record<string, string>): unknown {
  return load(environment).lists?.sources;
}

describe('the lists of MedMij', () => {
  test('are nowhere unless it is said', () => {
    expect(load({})).toEqual({
      lists: undefined,
      clientCertificates: { forData: true, header: undefined },
    });
  });

  test('are at one address, with what MedMij calls them', () => {
    const base = 'https://stelselnode.medmij.nl';
    expect(sources({ MEDMIJ_LISTS: base })).toEqual({
      whl: `${base}/MedMij_Whitelist.xml?api=2`,
      ocl: `${base}/MedMij_OAuthclientlist.xml?api=2`,
      gnl: `${base}/MedMij_Gegevensdienstnamenlijst.xml?api=2`,
      zal: `${base}/MedMij_Zorgaanbiederslijst.xml?api=2`,
    });
  });

  test('are in a folder, those that nobody needs only when they are there', () => {
    const own = path.join(folder, 'lists');
    expect(sources({ MEDMIJ_LISTS: 'lists' })).toEqual({
      whl: path.join(own, LIST_FILES.whl),
      ocl: path.join(own, LIST_FILES.ocl),
    });
    writeFileSync(path.join(folder, LIST_FILES.gnl), '');
    expect(sources({ MEDMIJ_LISTS: '.' })).toMatchObject({
      gnl: path.join(folder, LIST_FILES.gnl),
    });
  });

  test('are each at an address of its own', () => {
    const lists = {
      MEDMIJ_LISTS_WHL: 'https://a.example.nl/whl.xml',
      MEDMIJ_LISTS_OCL: 'ocl.xml',
    };
    expect(sources(lists)).toEqual({
      whl: lists.MEDMIJ_LISTS_WHL,
      ocl: path.join(folder, 'ocl.xml'),
    });
  });

  test('are looked at every quarter, and trusted for twelve hours', () => {
    const { lists } = load({ MEDMIJ_LISTS: 'lists' });
    expect(lists).toMatchObject({ refreshSeconds: 900, maxAgeSeconds: 43_200 });
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ['one of two', { MEDMIJ_LISTS_WHL: 'a.xml' }, /MEDMIJ_LISTS_OCL is missing/],
    ['no TLS', { MEDMIJ_LISTS: 'http://lists.example.nl' }, /is not https/],
    ['half a certificate', { MEDMIJ_LISTS: '.', MEDMIJ_LISTS_KEY: 'a.key' }, /can not be read/],
    ['less than MedMij asks', { MEDMIJ_LISTS_MAX_AGE_HOURS: '7' }, /8 to 168/],
    ['seldom looks', { MEDMIJ_LISTS_REFRESH_SECONDS: '901' }, /10 to 900/],
    [
      'a header that everybody could send',
      { MEDMIJ_CLIENT_CERTIFICATE_HEADER: 'X-Client' },
      /needs TRUSTED_PROXIES/,
    ],
    ['certificates nowhere', { MEDMIJ_CLIENT_CERTIFICATE: 'off' }, /everywhere, token/],
  ])('are refused with %s', (_what, environment, reason) => {
    expect(complaintAbout(environment)).toMatch(reason);
  });

  test('may be on this machine without TLS', () => {
    expect(sources({ MEDMIJ_LISTS: 'http://127.0.0.1:8270' })).toBeDefined();
  });

  test('come with certificates of authorities that nobody else has', () => {
    const authority = createAuthority('PKI');
    const { certificate, key } = authority.issue('dva');
    writeFileSync(path.join(folder, 'ca.pem'), authority.certificate);
    writeFileSync(path.join(folder, 'dva.pem'), certificate);
    writeFileSync(path.join(folder, 'dva.key'), key);
    const { lists } = load({
      ...{ MEDMIJ_LISTS: 'lists', MEDMIJ_LISTS_CA: 'ca.pem' },
      ...{ MEDMIJ_LISTS_CERTIFICATE: 'dva.pem', MEDMIJ_LISTS_KEY: 'dva.key' },
    });
    expect(lists?.tls).toEqual({ authorities: authority.certificate, certificate, key });
  });

  test('come with a header in small letters', () => {
    const { clientCertificates } = load({
      ...{ MEDMIJ_CLIENT_CERTIFICATE_HEADER: 'X-SSL-Client-Cert', TRUSTED_PROXIES: '10.0.0.1' },
      MEDMIJ_CLIENT_CERTIFICATE: 'token',
    });
    expect(clientCertificates).toEqual({ forData: false, header: 'x-ssl-client-cert' });
  });
});

// Feed files: what they may hold, and what is said when they don't.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FEED_DEFAULTS } from '../hl7v2/feed.js';
import { createAuthority } from '../testing/certificates.js';
import { FeedFileError, loadFeeds } from './feeds.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vuurtoren-feeds-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, content: unknown): void {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  writeFileSync(path.join(folder, name), text);
}

const listener = { host: '127.0.0.1', port: 2575 };

function load(): ReturnType<typeof loadFeeds> {
  return loadFeeds({ folder, listener });
}

function complaints(): readonly string[] {
  try {
    load();
  } catch (error) {
    if (error instanceof FeedFileError) {
      return error.lines.map((line) => line.replace(`${folder}/`, ''));
    }
    throw error;
  }
  return [];
}

test('without files there is one feed, at the usual port', () => {
  const expected = [{ ...FEED_DEFAULTS, name: 'default', listener }];
  expect(load()).toEqual(expected);
  expect(loadFeeds({ folder: undefined, listener })).toEqual(expected);
  expect(loadFeeds({ folder: undefined, listener: undefined })).toEqual([
    { ...FEED_DEFAULTS, name: 'default' },
  ]);
});

test('a file changes what it names', () => {
  write('lab.json', {
    description: 'Laboratory',
    listen: { port: 2576 },
    peers: ['10.1.0.0/16', '10.2.3.4'],
    senders: [{ application: 'LABOSYS' }],
    charset: { override: '8859/15' },
    acknowledgement: { mode: 'original', processedTimeoutSeconds: 5 },
    limits: { idleSeconds: 60, maxFrameBytes: 2048 },
    holdAfter: ['ADT^*'],
    mapping: { scope: 'lab' },
  });
  const [, lab] = load();
  expect(lab).toEqual({
    ...FEED_DEFAULTS,
    name: 'lab',
    listener: { host: '127.0.0.1', port: 2576 },
    peers: ['10.1.0.0/16', '10.2.3.4'],
    senders: [{ application: 'LABOSYS' }],
    charset: { override: 'iso-8859-15', fallback: 'windows-1252' },
    acknowledgement: {
      ...FEED_DEFAULTS.acknowledgement,
      mode: 'original',
      processedTimeout: 5000,
    },
    limits: { ...FEED_DEFAULTS.limits, idle: 60_000, maxFrame: 2048 },
    holdAfter: ['ADT^*'],
    mapping: { scope: 'lab' },
  });
});

test('the default feed can have a file too', () => {
  write('default.json', { unmappedEvents: 'refuse' });
  expect(load()).toEqual([
    { ...FEED_DEFAULTS, name: 'default', listener, unmappedEvents: 'refuse' },
  ]);
});

describe('TLS', () => {
  const authority = createAuthority('Authority');
  const { certificate, key } = authority.issue('localhost');

  test('files are relative to that of the feed', () => {
    write('server.pem', certificate);
    write('server.key', key);
    write('ca.pem', authority.certificate);
    const tls = {
      certificate: 'server.pem',
      key: 'server.key',
      clientAuthorities: 'ca.pem',
      clientNames: ['ZIS'],
    };
    write('adt.json', { listen: { port: 2576, tls } });
    expect(load()[1]?.listener?.tls).toEqual({
      certificate,
      key,
      clientAuthorities: authority.certificate,
      clientNames: ['ZIS'],
    });
  });

  test.each([
    [{ certificate: 'x.pem', key: 'x.key' }, 'listen.tls: the file x.pem can not be read.'],
    [
      { certificate: 'server.pem', key: 'other.key' },
      'listen.tls: certificate and key are not PEM, or do not fit.',
    ],
    [
      { certificate: 'server.pem', key: 'server.key', clientNames: ['ZIS'] },
      'listen.tls.clientNames needs clientAuthorities.',
    ],
  ])('%j is refused', (tls, line) => {
    write('server.pem', certificate);
    write('server.key', key);
    write('other.key', authority.issue('other').key);
    write('adt.json', { listen: { port: 2576, tls } });
    expect(complaints()).toEqual([`adt.json: ${line}`]);
  });
});

describe('what is wrong is told with its place', () => {
  test.each([
    ['{', 'adt.json: Expected property name'],
    [{ lisen: {} }, 'adt.json: has no setting "lisen".'],
    [{ listen: { port: 'x' } }, 'adt.json: listen.port must be integer.'],
    [{ listen: {} }, "adt.json: listen must have required property 'port'."],
    [{ peers: ['lab.example'] }, 'adt.json: peers: "lab.example" is no address or network.'],
    [{ charset: { override: 'latin' } }, 'adt.json: charset: "latin" is not known'],
    [{ acknowledgement: { mode: 'x' } }, 'adt.json: acknowledgement.mode must be equal to one of'],
    [{ holdAfter: ['A40'] }, 'adt.json: holdAfter.0 must match pattern'],
    [{ limits: { maxFrameBytes: 1 } }, 'adt.json: limits.maxFrameBytes must be >= 1024.'],
    [[], 'adt.json: must be object.'],
  ])('%j', (content, line) => {
    write('adt.json', content);
    expect(complaints()).toEqual([expect.stringContaining(line)]);
  });

  test('all files at once', () => {
    write('a.json', { x: 1 });
    write('b.json', { listen: { port: 1 } });
    write('c.json', { listen: { port: 1 } });
    write('D d.json', {});
    expect(complaints()).toEqual([
      'D d.json: a feed is named in small letters, digits, "-" and "_".',
      'a.json: has no setting "x".',
      'c: the feed b listens at 127.0.0.1:1 too.',
    ]);
  });

  test('a folder that is not there', () => {
    rmSync(folder, { recursive: true });
    expect(complaints()).toEqual([expect.stringContaining('can not be read')]);
  });
});

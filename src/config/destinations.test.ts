// Destination files: what is taken, and what stops the start.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createAuthority } from '../testing/certificates.js';
import { loadDestinations } from './destinations.js';
import { FeedFileError } from './feeds.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vuurtoren-destinations-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const LEAST = { host: 'lab.example', port: 2575, rules: [{ name: 'all', forward: {} }] };

function load(content: object, name = 'lab') {
  writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(content));
  return loadDestinations(folder, ['zis', 'lab']);
}

function complaints(content: object): readonly string[] {
  try {
    load(content);
    return [];
  } catch (error) {
    if (!(error instanceof FeedFileError)) throw error;
    return error.lines.map((line) => line.replace(/^.*\.json: /, ''));
  }
}

test('what a file leaves out has a default', () => {
  expect(load(LEAST)).toMatchObject([
    {
      name: 'lab',
      acknowledgement: 'message',
      order: 'destination',
      connections: 1,
      answerTimeout: 30_000,
      charset: 'windows-1252',
      // The feed of the same name is the same system.
      feeds: ['lab'],
      retry: {
        noAnswer: { retries: Infinity },
        error: { retries: 3, then: 'dead-letter' },
        reject: { retries: 0, then: 'dead-letter' },
      },
      rules: [{ kind: 'forward', feeds: [], events: [], when: 'received', transform: [] }],
    },
  ]);
});

test('what a file says is taken', () => {
  const { certificate } = createAuthority('authority');
  writeFileSync(path.join(folder, 'ca.pem'), certificate);
  const [destination] = load({
    ...LEAST,
    tls: { authorities: 'ca.pem', serverName: 'lab' },
    charset: 'UNICODE UTF-8',
    order: 'patient',
    connections: 4,
    retry: { firstSeconds: 0.5, longestSeconds: 2, reject: { retries: -1, then: 'stop' } },
    feeds: ['zis'],
    rules: [
      { name: 'results', generate: 'DiagnosticReport', search: 'status=final' },
      { name: 'adt', forward: {}, transform: [{ map: 'PID-8', codes: { M: '1' } }] },
    ],
  });
  expect(destination).toMatchObject({
    tls: { authorities: certificate, serverName: 'lab' },
    charset: 'utf-8',
    connections: 4,
    retry: { first: 500, longest: 2000, reject: { retries: Infinity, then: 'stop' } },
    feeds: ['zis'],
    rules: [
      { kind: 'generate', type: 'DiagnosticReport', search: 'status=final' },
      { transform: [{ map: 'PID-8', codes: { M: '1' }, otherwise: 'keep' }] },
    ],
  });
});

const rule = (more: object): object => ({ ...LEAST, rules: [{ name: 'one', ...more }] });

describe('a file is refused', () => {
  test.each([
    ['without what is needed', {}, /required property 'host'/],
    ['with a setting that there is not', { ...LEAST, hots: 'x' }, /has no setting "hots"/],
    ['with a feed that there is not', { ...LEAST, feeds: ['other'] }, /no feed "other"/],
    ['with a rule of no kind', rule({}), /must match exactly one schema/],
    ['with a rule of two kinds', rule({ forward: {}, generate: 'Patient' }), /exactly one/],
    [
      'with a search where none is done',
      rule({ forward: {}, search: 'x=y' }),
      /can not have "search"/,
    ],
    [
      'with a path that is none',
      rule({ forward: {}, transform: [{ set: 'PID', value: 'x' }] }),
      /./,
    ],
    [
      'with a step that changes the control id',
      rule({ forward: {}, transform: [{ set: 'MSH-10', value: 'x' }] }),
      /can not change MSH-1, MSH-2 or MSH-10/,
    ],
    [
      'with two rules of a name',
      { ...LEAST, rules: [...LEAST.rules, ...LEAST.rules] },
      /two have the name/,
    ],
    ['with a charset that there is not', { ...LEAST, charset: 'KLINGON' }, /is not known/],
    ['with connections that an order forbids', { ...LEAST, connections: 2 }, /needs "order"/],
    ['with a time zone that there is not', { ...LEAST, timeZone: 'Mars' }, /IANA/],
    ['with half a certificate', { ...LEAST, tls: { key: 'x' } }, /belong together/],
    ['with a file that is not there', { ...LEAST, tls: { authorities: 'x' } }, /can not be read/],
    [
      'with pauses that contradict',
      { ...LEAST, retry: { firstSeconds: 9, longestSeconds: 1 } },
      /less/,
    ],
  ])('%s', (_, content, complaint) => {
    expect(complaints(content).join('\n')).toMatch(complaint);
  });
});

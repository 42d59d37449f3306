// `vuurtoren validate` on files of every kind.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DEFAULT_POLICY } from '../../validation/policy.js';
import { UsageError } from '../usage.js';
import { validateCommand } from './validate.js';

let folder: string;
const config = () => ({
  dataDir: path.join(folder, 'data'),
  fhirPackages: [],
  validationPolicy: DEFAULT_POLICY,
});

const GOOD = { resourceType: 'Patient', gender: 'female' };
const BAD = { resourceType: 'Patient', gender: 'unheard of' };

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'validate-'));
  const put = (name: string, content: string | Buffer): void => {
    writeFileSync(path.join(folder, name), content);
  };
  put('good.json', JSON.stringify(GOOD));
  put('bad.json', JSON.stringify(BAD, null, 2));
  put('broken.json', '{\n  x');
  put('good.json.gz', gzipSync(JSON.stringify(GOOD)));
  put('good.xml', '<Patient xmlns="http://hl7.org/fhir"><gender value="female"/></Patient>');
  put('bad.xml', '<Patient xmlns="http://hl7.org/fhir"><gender value="x"/></Patient>');
  put('both.ndjson', `${JSON.stringify(GOOD)}\n\n${JSON.stringify(BAD)}\n`);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function run(...args: string[]): { code: number; text: string } {
  let text = '';
  const named = args.map((arg) => (/^--|^http/.test(arg) ? arg : path.join(folder, arg)));
  const code = validateCommand(config(), named, (part) => {
    text += part;
  });
  return { code, text: text.replaceAll(folder, '') };
}

describe('text', () => {
  test.each([
    [['good.json', 'good.json.gz', 'good.xml'], 0, /^3 resources, 0 with errors; 0 errors/],
    [
      ['bad.json'],
      1,
      /\/bad\.json:3:3: error: Patient\.gender: .* \[binding-required\]\n1 resources, 1/,
    ],
    [['bad.xml'], 1, /\/bad\.xml:1:38: error: Patient\.gender/],
    [
      ['both.ndjson'],
      1,
      /both\.ndjson:3:3:\d+: error: Patient\.gender[^]*2 resources, 1 with errors/,
    ],
    [['broken.json'], 1, /broken\.json:2:3: fatal: /],
    [['.'], 1, /8 resources, 4 with errors/],
  ])('%j', (files, code, text) => {
    const result = run(...files);
    expect(result.text).toMatch(text);
    expect(result.code).toBe(code);
  });
});

test('no value of a person is printed', () => {
  expect(run('.').text).not.toContain('unheard');
});

test('profiles to check besides those that are claimed', () => {
  const { code, text } = run('--profile=http://nowhere.example', 'good.json');
  expect(text).toContain('warning: Patient: the profile http://nowhere.example is not known');
  expect(code).toBe(0);
});

test('OperationOutcomes', () => {
  const { text } = run('--output=outcome', 'bad.json', 'good.json');
  expect(JSON.parse(text)).toMatchObject({
    resourceType: 'Bundle',
    entry: [
      { resource: { issue: [{ expression: ['Patient.gender'], location: ['Line[3] Col[3]'] }] } },
      { resource: { issue: [{ severity: 'information' }] } },
    ],
  });
});

test('SARIF', () => {
  const { text } = run('--output=sarif', 'bad.json');
  expect(JSON.parse(text)).toMatchObject({
    version: '2.1.0',
    runs: [
      {
        results: [
          {
            ruleId: 'binding-required',
            level: 'error',
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: '/bad.json' },
                  region: { startLine: 3, startColumn: 3 },
                },
              },
            ],
          },
        ],
      },
    ],
  });
});

test.each([[[]], [['nowhere.json']], [['--output=x', 'good.json']], [['--nonsense', 'good.json']]])(
  '%j makes no sense',
  (args) => {
    expect(() => run(...args)).toThrow(UsageError);
  },
);

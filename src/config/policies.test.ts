import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadConfig } from './load.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'policies-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function load(content: string): ReturnType<typeof loadConfig> {
  writeFileSync(path.join(folder, 'policies.json'), content);
  return loadConfig({ ACCESS_POLICIES: 'policies.json' }, folder);
}

const policy = {
  name: 'own organisation',
  users: ['Practitioner'],
  rules: [
    { patients: 'organization=Organization/1', permissions: 'cruds', types: ['Observation'] },
    { types: ['Schedule'], search: 'actor={user}', permissions: 'rs' },
  ],
};

test('without a file there are policies', () => {
  expect(loadConfig({}, folder).accessPolicies).toBeUndefined();
});

test('a file replaces them', () => {
  expect(load(JSON.stringify([policy])).accessPolicies).toEqual([policy]);
  expect(load('[]').accessPolicies).toEqual([]);
});

test.each([
  ['no JSON', 'ACCESS_POLICIES is "policies.json": the file is not JSON.'],
  ['{}', /must be array/],
  [JSON.stringify([{ ...policy, rules: undefined }]), /must have required property 'rules'/],
  [JSON.stringify([{ ...policy, rules: [{ patients: '', permissions: '' }] }]), /\/0\/rules\/0/],
  [JSON.stringify([{ ...policy, rules: [{ patients: '', permissions: 'sr' }] }]), /\/0\/rules\/0/],
  [JSON.stringify([{ ...policy, rules: [{ patients: '', permissions: 'read' }] }]), /\/0\/rules/],
  [JSON.stringify([{ ...policy, rules: [{ permissions: 'rs' }] }]), /\/0\/rules\/0/],
  [JSON.stringify([{ ...policy, users: [] }]), /\/0\/users/],
  [JSON.stringify([{ ...policy, more: 1 }]), /additional properties/],
])('%j stops the start', (content, message) => {
  expect(() => load(content)).toThrow(message);
});

test('a file that is not there stops the start', () => {
  expect(() => loadConfig({ ACCESS_POLICIES: 'nowhere.json' }, folder)).toThrow(
    `ACCESS_POLICIES is "nowhere.json": the file can't be read: ENOENT.`,
  );
});

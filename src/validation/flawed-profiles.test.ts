// Profiles with mistakes: what they say is checked as far as it can be, and the rest is said.
import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../fhir/resource.js';
import type { StructureSource } from '../packages/structures.js';
import { DEFINITIONS } from '../testing/definitions.js';
import {
  BASE,
  findings,
  patient,
  structure,
  type Element,
} from '../testing/synthetic-structures.js';
import { createValidator } from './validate.js';

describe('what a snapshot could not say', () => {
  const problems = [
    { severity: 'error', element: 'Patient.name', text: 'it is lost' },
    { severity: 'warning', element: 'Patient.photo', text: 'it is looser than the base' },
  ] as const;
  const flawed = structure('flawed', 'Patient', [{ id: 'Patient.name', min: 1 }], { problems });
  const named = patient({ name: [{ text: 'x' }] });

  test('is a warning, and a remark where the base holds', () => {
    const claim = { ...named, meta: { profile: [`${BASE}flawed`] } };
    expect(findings([], claim, { others: [flawed] })).toEqual([
      'warning profile-invalid Patient',
      'information profile-invalid Patient',
    ]);
  });

  test('is said as well when it is only asked whether something fits', () => {
    const elements: Element[] = [
      {
        id: 'Patient.contained',
        slicing: { discriminator: [{ type: 'profile', path: '$this' }], rules: 'open' },
      },
      {
        id: 'Patient.contained:x',
        sliceName: 'x',
        min: 1,
        type: [{ code: 'Patient', profile: [`${BASE}flawed`] }],
      },
    ];
    const holder = patient({ contained: [{ ...named, id: 'a' }], link: [] });
    const found = findings(elements, holder, { others: [flawed] });
    expect(found).toContain('warning profile-invalid Patient.contained[0]');
    const stored: Element[] = [
      {
        id: 'Patient.generalPractitioner',
        type: [{ code: 'Reference', targetProfile: [`${BASE}target`] }],
      },
    ];
    const target = structure('target', 'Organization', [], { problems: [problems[0]] });
    const organization = { resourceType: 'Organization', name: 'x' };
    const referring = patient({ generalPractitioner: [{ reference: 'Organization/1' }] });
    expect(
      findings(stored, referring, { others: [target], resolve: () => organization as Resource }),
    ).toEqual(['warning profile-invalid Patient']);
  });
});

test('mistakes of a profile are said, and never stop the server', () => {
  const wrong: Element[] = [
    { id: 'Patient.nonsense', min: 1 },
    { id: 'Patient.gender', min: 2, max: '1' },
    { id: 'Patient.contact.x.y', min: 1 },
    { id: 'Patient.name', slicing: { rules: 'open' } },
    { id: 'Patient.name:a', sliceName: 'a', min: 1 },
    { id: 'Patient.link', contentReference: '#Patient.nowhere' },
  ];
  const found = findings(wrong, patient());
  expect(found.length).toBeGreaterThan(3);
  expect(new Set(found)).toEqual(new Set(['warning profile-invalid Patient']));
  const failing = findings(
    [{ id: 'Patient.name', type: [{ code: 'HumanName', profile: ['http://x'] }] }],
    patient({ name: [{ text: 'x' }] }),
  );
  expect(failing).toEqual(['warning profile-invalid Patient']);
  const loop = structure('p', 'Patient', [], { base: `${BASE}p` });
  expect(findings([], patient({ meta: { profile: [`${BASE}p`] } }), { others: [loop] })).toEqual(
    [],
  );
  const throwing: StructureSource = {
    structure: () => {
      throw new Error('it is broken');
    },
    valueSet: () => undefined,
    profilesOf: () => [],
  };
  const { issues } = createValidator(DEFINITIONS, { structures: throwing }).validate(
    patient({ meta: { profile: ['http://x'] } }),
  );
  expect(issues).toMatchObject([{ severity: 'warning', rule: 'profile-invalid' }]);
});

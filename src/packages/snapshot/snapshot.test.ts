// Snapshots of made-up profiles: https://hl7.org/fhir/R4/profiling.html#snapshot
import { describe, expect, test } from '@jest/globals';
import { EXAMPLE, extension, profile, R4, snapshotOf } from '../../testing/synthetic-packages.js';

const text = { type: 'value' as const, path: 'code' };

describe('elements', () => {
  test('of the base stay as they are and in their order', () => {
    const { structure, elements } = snapshotOf(profile('Patient', { name: 'p' }));
    expect(structure).toMatchObject({
      type: 'Patient',
      kind: 'resource',
      derivation: 'constraint',
    });
    expect(structure.elements[0]?.path).toBe('Patient');
    expect(elements.get('Patient.contact.name')?.type).toEqual([{ code: 'HumanName' }]);
    expect(elements.get('Patient.gender')?.binding?.strength).toBe('required');
    expect(elements.get('Patient')?.constraint?.map(({ key }) => key)).toContain('dom-2');
  });

  test('take cardinality, type, binding, pattern, limits and flags of the profile', () => {
    const { elements, problems } = snapshotOf(
      profile('Observation', {
        name: 'o',
        elements: {
          subject: { min: 1, type: [{ code: 'Reference', targetProfile: [`${R4}Patient`] }] },
          method: { max: '0' },
          code: { patternCodeableConcept: { text: 'x' }, mustSupport: true },
          'value[x]': { type: [{ code: 'integer' }], minValueInteger: 0, maxValueInteger: 9 },
          interpretation: { binding: { strength: 'required', valueSet: 'http://x/vs' } },
          'note.text': { maxLength: 5 },
        },
      }),
    );
    expect(problems).toEqual([]);
    expect(elements.get('Observation.subject')).toMatchObject({
      min: 1,
      max: '1',
      type: [{ code: 'Reference', targetProfile: [`${R4}Patient`] }],
    });
    expect(elements.get('Observation.method')?.max).toBe('0');
    expect(elements.get('Observation.code')).toMatchObject({ min: 1, mustSupport: true });
    expect(elements.get('Observation.value[x]')).toMatchObject({ maxValueInteger: 9 });
    expect(elements.get('Observation.interpretation')?.binding?.valueSet).toBe('http://x/vs');
    expect(elements.get('Observation.note.text')).toMatchObject({ min: 1, maxLength: 5 });
  });

  test('deep in the base need no parent in the differential', () => {
    const { elements, problems } = snapshotOf(
      profile('Patient', {
        name: 'p',
        elements: { 'contact.name.period.start': { min: 1 } },
      }),
    );
    expect(problems).toEqual([]);
    expect(elements.get('Patient.contact.name.period.start')?.min).toBe(1);
    expect(elements.has('Patient.contact.name.family')).toBe(true);
    expect(elements.has('Patient.name.family')).toBe(false);
  });

  test('of several levels of profiles add up', () => {
    const rule = (key: string) => ({ key, severity: 'error' as const, human: key });
    const { elements } = snapshotOf(
      profile('Patient', {
        name: 'one',
        elements: { name: { min: 1, constraint: [rule('a')], condition: ['a'] } },
      }),
      profile('Patient', {
        name: 'two',
        base: 'one',
        elements: { name: { max: '3', constraint: [rule('b')], condition: ['b'] } },
      }),
    );
    expect(elements.get('Patient.name')).toMatchObject({ min: 1, max: '3' });
    expect(elements.get('Patient.name')?.constraint).toMatchObject([
      { key: 'ele-1' },
      { key: 'a', source: `${EXAMPLE}one` },
      { key: 'b', source: `${EXAMPLE}two` },
    ]);
    expect(elements.get('Patient.name')?.condition).toEqual(['a', 'b']);
  });

  test('keep the base value set and additional bindings beside their own', () => {
    const additional = (name: string) => ({ url: 'http://x/additional', valueString: name });
    const { elements } = snapshotOf(
      profile('Patient', {
        name: 'one',
        elements: {
          maritalStatus: {
            binding: {
              strength: 'extensible',
              valueSet: 'http://x/one',
              extension: [additional('a')],
            },
          },
        },
      }),
      profile('Patient', {
        name: 'two',
        base: 'one',
        elements: {
          maritalStatus: { binding: { strength: 'required', extension: [additional('b')] } },
        },
      }),
    );
    expect(elements.get('Patient.maritalStatus')?.binding).toEqual({
      strength: 'required',
      valueSet: 'http://x/one',
      extension: [additional('a'), additional('b')],
    });
  });

  test('keep profiles and targets of a type that the profile names again', () => {
    const { elements } = snapshotOf(
      profile('Patient', { name: 'one', elements: { name: { type: [nameType('n')] } } }),
      profile('Patient', {
        name: 'two',
        base: 'one',
        elements: { name: { type: [{ code: 'HumanName' }] }, generalPractitioner: { type: [ref] } },
      }),
    );
    expect(elements.get('Patient.name')?.type).toEqual([nameType('n')]);
    expect(elements.get('Patient.generalPractitioner')?.type?.[0]?.targetProfile).toHaveLength(3);
  });
});

const ref = { code: 'Reference' };
const nameType = (name: string) => ({ code: 'HumanName', profile: [EXAMPLE + name] });

describe('walking into', () => {
  test('a data type profile takes its elements', () => {
    const { elements, problems } = snapshotOf(
      profile('HumanName', { name: 'name', elements: { family: { min: 1 } } }),
      profile('Patient', {
        name: 'p',
        elements: { name: { type: [nameType('name')] }, 'name.given': { max: '2' } },
      }),
    );
    expect(problems).toEqual([]);
    expect(elements.get('Patient.name.family')?.min).toBe(1);
    expect(elements.get('Patient.name.given')?.max).toBe('2');
  });

  test('an extension slices by url, also where nobody says so', () => {
    const { elements, problems } = snapshotOf(
      extension('lateral', 'code'),
      profile('Patient', {
        name: 'p',
        elements: {
          'name.family.extension:side': {
            type: [{ code: 'Extension', profile: [`${EXAMPLE}lateral`] }],
          },
          'name.family.extension:side.value[x]': { min: 1 },
        },
      }),
    );
    expect(problems).toEqual([]);
    expect(elements.get('Patient.name.family.extension')?.slicing).toMatchObject({
      discriminator: [{ type: 'value', path: 'url' }],
      rules: 'open',
    });
    expect(elements.get('Patient.name.family.extension:side.url')?.fixedUri).toBe(
      `${EXAMPLE}lateral`,
    );
    expect(elements.get('Patient.name.family.extension:side.value[x]')).toMatchObject({
      min: 1,
      type: [{ code: 'code' }],
    });
  });

  test('a nested extension', () => {
    const { elements, problems } = snapshotOf(
      profile('Extension', {
        name: 'pair',
        elements: {
          'extension:part': { min: 1 },
          'extension:part.url': { fixedUri: 'part' },
          'extension:part.value[x]': { type: [{ code: 'string' }, { code: 'code' }] },
          'value[x]': { max: '0' },
        },
      }),
      profile('Patient', {
        name: 'p',
        elements: {
          'extension:pair': { type: [{ code: 'Extension', profile: [`${EXAMPLE}pair`] }] },
          'extension:pair.extension:part.valueCode': { min: 1 },
        },
      }),
    );
    expect(problems).toEqual([]);
    expect(elements.get('Patient.extension:pair.extension:part.value[x]')?.type).toEqual([
      { code: 'code' },
    ]);
    expect(elements.get('Patient.extension:pair.value[x]')?.max).toBe('0');
  });

  test('a content reference takes the elements it refers to', () => {
    const { elements, problems } = snapshotOf(
      profile('Questionnaire', {
        name: 'q',
        elements: { 'item.item.item.text': { min: 1 } },
      }),
    );
    expect(problems).toEqual([]);
    expect(elements.get('Questionnaire.item.item.item.text')?.min).toBe(1);
    expect(elements.get('Questionnaire.item.item.item')).not.toHaveProperty('contentReference');
    expect(elements.get('Questionnaire.item.item.item.item')?.contentReference).toBe(
      '#Questionnaire.item',
    );
  });

  test('a resource in a Bundle', () => {
    const { elements, problems } = snapshotOf(
      profile('Patient', { name: 'person', elements: { birthDate: { min: 1 } } }),
      profile('Bundle', {
        name: 'b',
        elements: {
          'entry.resource': { type: [{ code: 'Patient', profile: [`${EXAMPLE}person`] }] },
          'entry.resource.active': { min: 1 },
        },
      }),
    );
    expect(problems).toEqual([]);
    expect(elements.get('Bundle.entry.resource.birthDate')?.min).toBe(1);
    expect(elements.get('Bundle.entry.resource.active')?.min).toBe(1);
  });
});

describe('a differential without ids', () => {
  test('is placed by the order of its paths', () => {
    const withIds = profile('Observation', {
      name: 'o',
      elements: {
        component: { slicing: { discriminator: [text], rules: 'open' } },
        'component:a': { min: 1 },
        'component:a.code.coding.code': { min: 1 },
        'component:b': { max: '1' },
        'component:b.value[x]': { min: 1 },
      },
    });
    const without = structuredClone(withIds);
    for (const each of without.differential!.element) delete each.id;
    expect(snapshotOf(without).structure.elements).toEqual(snapshotOf(withIds).structure.elements);
  });
});

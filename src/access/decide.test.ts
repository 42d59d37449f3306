// https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html, docs/access.md
import fc from 'fast-check';
import { appWith, type AppFacts } from '../testing/callers.js';
import { DEFINITIONS } from '../testing/definitions.js';
import { clausesOf, type AccessRules, type Clause } from './clauses.js';
import { NOBODY, SYSTEM_ACCESS } from './context.js';
import { decide } from './decide.js';
import { Gegevensdiensten } from './gegevensdiensten.js';
import type { AccessPolicy } from './policies.js';
import { createRelations } from './relation.js';
import type { Permission } from './scopes.js';

const policies: readonly AccessPolicy[] = [
  {
    name: 'own organisation',
    users: ['Practitioner', 'PractitionerRole'],
    rules: [
      { patients: 'general-practitioner={user}', permissions: 'rs' },
      { patients: '', permissions: 'r', types: ['Patient'] },
      { types: ['Schedule', 'Slot'], search: 'actor={user}', permissions: 'crus' },
      { types: ['Questionnaire'], search: '', permissions: 'cu' },
    ],
  },
];
const rules: AccessRules = {
  relationOf: createRelations(DEFINITIONS),
  policies,
  gegevensdiensten: new Gegevensdiensten([]),
};

function clauses(
  scopes: string,
  facts: AppFacts,
  type: string,
  permission: Permission,
): readonly Clause[] {
  return clausesOf(rules, appWith(scopes, facts), type, permission);
}

const EVERYTHING = { kind: 'everything' };
const patient = (id: string) => ({ kind: 'patient', id });

describe('what an app may do', () => {
  test.each<[string, AppFacts, string, Permission, unknown[]]>([
    ['patient/*.rs', { patient: 'p' }, 'Observation', 'r', [patient('p')]],
    ['patient/*.rs', { patient: 'p' }, 'Patient', 's', [patient('p')]],
    ['patient/*.rs', { patient: 'p' }, 'Device', 'r', [patient('p')]],
    ['patient/*.rs', { patient: 'p' }, 'Binary', 'r', [patient('p')]],
    ['patient/*.rs', { patient: 'p' }, 'Practitioner', 'r', [EVERYTHING]],
    ['patient/*.cruds', { patient: 'p' }, 'Practitioner', 'u', []],
    ['patient/*.cruds', { patient: 'p' }, 'Organization', 'c', []],
    ['patient/*.cruds', { patient: 'p' }, 'Medication', 'd', []],
    ['patient/*.cruds', { patient: 'p' }, 'Bundle', 'r', []],
    ['patient/*.cruds', { patient: 'p' }, 'Subscription', 'c', []],
    ['patient/*.cruds', {}, 'Observation', 'r', []],
    ['patient/*.cruds', {}, 'Practitioner', 'r', []],
    ['patient/*.r', { patient: 'p' }, 'Observation', 's', []],
    ['patient/Condition.rs', { patient: 'p' }, 'Observation', 'r', []],
    // The patient of the launch is nothing to user and system scopes.
    ['user/*.rs', { patient: 'p' }, 'Observation', 'r', []],
    ['user/*.rs', { patient: 'p', fhirUser: 'Patient/q' }, 'Observation', 'r', [patient('q')]],
    ['patient/*.rs', { patient: 'p', fhirUser: 'Patient/q' }, 'Observation', 'r', [patient('p')]],
    ['user/*.rs', { fhirUser: 'RelatedPerson/r' }, 'Observation', 'r', []],
    ['user/*.rs', { fhirUser: 'RelatedPerson/r' }, 'Practitioner', 'r', [EVERYTHING]],
    ['system/*.rs', {}, 'Observation', 'r', [EVERYTHING]],
    ['system/*.rs', {}, 'Subscription', 's', [EVERYTHING]],
    ['system/*.rs', {}, 'Observation', 'd', []],
  ])('%s of %j on %s for %s', (...row) => {
    const [scopes, facts, type, permission, expected] = row;
    const found = clauses(scopes, facts, type, permission);
    expect(found).toEqual(expected.map((within) => ({ within, filter: [] })));
  });

  test('is narrowed by the filter of a scope, and widened by another scope', () => {
    const found = clauses(
      'patient/Observation.rs?category=a patient/*.r user/*.r',
      { patient: 'p' },
      'Observation',
      'r',
    );
    expect(found).toEqual([
      { within: patient('p'), filter: [['category', 'a']] },
      { within: patient('p'), filter: [] },
    ]);
  });

  test.each<[string, Permission, unknown[]]>([
    [
      'Patient',
      'r',
      [
        { kind: 'patients', search: 'general-practitioner=Practitioner/d' },
        { kind: 'patients', search: '' },
      ],
    ],
    ['Patient', 's', [{ kind: 'patients', search: 'general-practitioner=Practitioner/d' }]],
    ['Observation', 's', [{ kind: 'patients', search: 'general-practitioner=Practitioner/d' }]],
    ['Observation', 'u', []],
    ['Schedule', 'u', [{ kind: 'search', search: 'actor=Practitioner/d' }]],
    ['Slot', 'd', []],
    ['Questionnaire', 'c', [{ kind: 'search', search: '' }]],
    ['Questionnaire', 'r', [EVERYTHING]],
    ['Questionnaire', 'd', []],
    ['Subscription', 'r', []],
  ])('as a practitioner is what the policy says: %s for %s', (type, permission, expected) => {
    const found = clauses('user/*.cruds', { fhirUser: 'Practitioner/d' }, type, permission);
    expect(found.map(({ within }) => within)).toEqual(expected);
  });
});

describe('the gate', () => {
  const of = (scopes: string, facts: AppFacts = { patient: 'p' }) => appWith(scopes, facts);
  const kindOf = (...request: Parameters<typeof decide>): string => decide(...request).kind;

  test.each(['read', 'create', 'search-system', 'transaction', '$everything', 'unheard-of'])(
    'lets the operator %s, and nobody else without a token',
    (interaction) => {
      expect(kindOf(rules, SYSTEM_ACCESS, { interaction })).toBe('allow');
      expect(kindOf(rules, NOBODY, { interaction })).toBe('unauthenticated');
    },
  );

  test('lets everyone know what the server can do', () => {
    for (const context of [SYSTEM_ACCESS, NOBODY, of('openid')]) {
      expect(kindOf(rules, context, { interaction: 'capabilities' })).toBe('allow');
    }
  });

  test.each([
    ['patient/Observation.r', 'read', true],
    ['patient/Observation.r', 'vread', true],
    ['patient/Observation.r', 'history-instance', true],
    ['patient/Observation.r', 'history-type', false],
    ['patient/Observation.r', 'search-type', false],
    ['patient/Observation.s', 'search-type', true],
    ['patient/Observation.s', 'history-type', true],
    ['patient/Observation.s', 'read', false],
    ['patient/Observation.c', 'create', true],
    ['patient/Observation.u', 'update', true],
    ['patient/Observation.u', 'patch', false],
    ['patient/Observation.ru', 'patch', true],
    ['patient/Observation.u', 'conditional-update', false],
    ['patient/Observation.us', 'conditional-update', true],
    ['patient/Observation.ru', 'conditional-patch', false],
    ['patient/Observation.rus', 'conditional-patch', true],
    ['patient/Observation.d', 'delete', true],
    ['patient/Observation.d', 'conditional-delete', false],
    ['patient/Observation.ds', 'conditional-delete', true],
    ['patient/Observation.rs', '$lastn', true],
    ['patient/Observation.r', '$lastn', false],
    ['patient/Observation.r', '$validate', true],
    ['patient/Observation.cruds', '$unheard-of', false],
    ['patient/Observation.cruds', 'toString', false],
    ['patient/Observation.cruds', '__proto__', false],
  ])('%s: %s %s', (scopes, interaction, isAllowed) => {
    const kind = kindOf(rules, of(scopes), { interaction, type: 'Observation' });
    expect(kind).toBe(isAllowed ? 'allow-within' : 'deny');
  });

  test('wants the permission to search for a condition', () => {
    const request = { interaction: 'create', type: 'Observation', conditional: true } as const;
    expect(kindOf(rules, of('patient/Observation.c'), request)).toBe('deny');
    expect(kindOf(rules, of('patient/Observation.cs'), request)).toBe('allow-within');
  });

  test('lets Bundles in: their entries come by themselves', () => {
    expect(kindOf(rules, of('openid'), { interaction: 'batch' })).toBe('allow-within');
  });

  test('wants some permission to search for a search of everything', () => {
    const request = { interaction: 'search-system' };
    expect(kindOf(rules, of('patient/Observation.r'), request)).toBe('deny');
    expect(kindOf(rules, of('patient/Observation.s'), request)).toBe('allow-within');
  });

  test('says no without telling what there is', () => {
    const decision = decide(rules, of('openid'), { interaction: 'read', type: 'Observation' });
    expect(decision).toEqual({
      kind: 'deny',
      reason: 'The scopes of this caller do not allow read on Observation.',
    });
  });
});

// Whatever the scopes are, no clause of a patient app leaves the record of its patient.
test('patient scopes never lead to a record but that of the patient', () => {
  const scope = fc
    .tuple(
      fc.constantFrom('*', 'Patient', 'Observation', 'Device', 'Practitioner', 'Bundle', 'Binary'),
      fc.constantFrom('read', 'write', '*', 'r', 'cud', 'cruds'),
      fc.constantFrom('', '?_tag=x', '?_id=out'),
    )
    .map(([type, suffix, filter]) => `patient/${type}.${suffix}${filter}`);
  fc.assert(
    fc.property(
      fc.array(scope, { maxLength: 6 }),
      fc.constantFrom(...DEFINITIONS.resourceTypes),
      fc.constantFrom<Permission>('c', 'r', 'u', 'd', 's'),
      (scopes, type, permission) => {
        for (const { within } of clauses(scopes.join(' '), { patient: 'p' }, type, permission)) {
          const isShared = rules.relationOf(type) === 'shared' && 'rs'.includes(permission);
          expect(within).toEqual(isShared ? EVERYTHING : patient('p'));
        }
      },
    ),
  );
});

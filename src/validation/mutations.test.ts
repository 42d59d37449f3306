// For each element that an nl-core profile constrains: an instance with it is right, one that breaks
// the constraint is refused. What a profile says is taken from its snapshot, not from the validator.
import { expect, test } from '@jest/globals';
import type { ElementDefinition } from '@medplum/fhirtypes';
import { isObject, type JsonObject, type JsonValue } from '../fhir/json.js';
import type { Structure, StructureSource } from '../packages/structures.js';
import { DEFINITIONS } from '../testing/definitions.js';
import { dutchPackages, hasPackages } from '../testing/dutch-packages.js';
import { ProfileInstances, type ProfileInstance } from '../testing/profile-instances.js';
import { constantOf } from './profile/pattern.js';
import { buildTree, type Tree, type TreeNode } from './profile/tree.js';
import { createValidator, type Validator } from './validate.js';

interface Mutation {
  readonly name: string;
  /** Changes the instance; false when that is not possible here. */
  readonly apply: (instance: ProfileInstance) => boolean;
}

interface Tally {
  tried: number;
  caught: number;
  unmade: number;
  readonly missed: string[];
}

/** What can't be caught here, since the slice is told by codes of a system that is not loaded. */
const NOT_TOLD = [
  'NlcoreHealthcareProviderOrganization Organization.type:departmentSpecialty: too many',
];

(hasPackages() ? test : test.skip)(
  'mutations of what nl-core profiles constrain are refused',
  () => {
    const structures = dutchPackages();
    const validator = createValidator(DEFINITIONS, { structures });
    const tally: Tally = { tried: 0, caught: 0, unmade: 0, missed: [] };
    for (const structure of nlCoreProfiles(structures))
      tryProfile(structure, { structures, validator, tally });
    const rate = ((100 * tally.caught) / tally.tried).toFixed(2);
    process.stdout.write(
      `mutations: ${tally.caught} of ${tally.tried} caught (${rate} %); ${tally.unmade} elements could not be made\n`,
    );
    expect(tally.missed).toEqual(NOT_TOLD);
    expect(tally.tried).toBeGreaterThan(2000);
  },
);

function nlCoreProfiles(structures: StructureSource): Structure[] {
  return DEFINITIONS.resourceTypes.flatMap((type) =>
    structures
      .profilesOf(type)
      .filter((url) => url.startsWith('http://nictiz.nl/fhir/StructureDefinition/nl-core-'))
      .flatMap((url) => structures.structure(url, '') ?? []),
  );
}

interface Setting {
  readonly structures: StructureSource;
  readonly validator: Validator;
  readonly tally: Tally;
}

function tryProfile(structure: Structure, { structures, validator, tally }: Setting): void {
  const tree = buildTree(structure.elements);
  if (tree === undefined) return;
  const instances = new ProfileInstances(DEFINITIONS, structures);
  for (const node of tree.byId.values()) {
    if (node === tree.root) continue;
    const base = basePropertyOf(node);
    if (base === undefined) continue;
    for (const mutation of mutationsOf(node, base, { structures, tree }, structure)) {
      const made = instances.make(structure, node.id);
      if (made.spot === undefined || (mutation !== present && hasErrors(validator, made))) {
        tally.unmade++;
        continue;
      }
      if (!mutation.apply(made)) continue;
      tally.tried++;
      if (hasErrors(validator, made)) tally.caught++;
      else tally.missed.push(`${structure.name} ${node.id}: ${mutation.name}`);
    }
  }
}

function hasErrors(validator: Validator, { resource, resolve }: ProfileInstance): boolean {
  return validator
    .validate(resource, { resolve })
    .issues.some(({ severity }) => severity === 'error');
}

/** The base element, told by `ElementDefinition.base`. */
function basePropertyOf({ definition }: TreeNode): { min: number; max: string } | undefined {
  return definition.base;
}

function mutationsOf(
  node: TreeNode,
  base: { min: number; max: string },
  { structures, tree }: { structures: StructureSource; tree: Tree },
  { scope }: Structure,
): Mutation[] {
  const { definition } = node;
  const kept = isDiscriminator(node, tree, true)
    ? []
    : contentMutations(definition, structures, scope);
  return [...countMutations(node, base, isDiscriminator(node, tree, false)), ...kept];
}

/** @param telling true when the presence of the element tells the slice that it is in */
function countMutations(
  { definition, sliceName }: TreeNode,
  base: { min: number; max: string },
  telling: boolean,
): Mutation[] {
  const { min = 0, max = '*' } = definition;
  const baseMin = sliceName === undefined ? base.min : 0;
  const narrower = sliceName !== undefined || max !== base.max;
  return [
    ...(min > baseMin && !telling ? [missing] : []),
    ...(max !== '*' && max !== '0' && narrower ? [tooMany(Number(max))] : []),
    ...(max === '0' && !telling ? [present] : []),
  ];
}

function contentMutations(
  definition: ElementDefinition,
  structures: StructureSource,
  scope: string,
): Mutation[] {
  const [type] = definition.type ?? [];
  const targeted = type?.code === 'Reference' && type.targetProfile !== undefined;
  return [
    ...(constantOf(definition) === undefined ? [] : [otherValue]),
    ...(isJudgeable(definition, structures, scope) ? [otherCode] : []),
    ...(targeted ? [otherTarget(definition)] : []),
  ];
}

/**
 * What tells a slice from others: with another value there the item is no member of the slice, which
 * an open slicing allows.
 */
function isDiscriminator(node: TreeNode, tree: Tree, own: boolean): boolean {
  return [...tree.byId.values()].some((slice) => {
    if (slice === node && !own) return false;
    if (slice.sliceName === undefined || !isWithin(node.id, slice.id)) return false;
    const sliced = tree.byId.get(slice.id.slice(0, -slice.sliceName.length - 1));
    const stated = sliced?.definition.slicing?.discriminator ?? [{ path: 'url' }];
    const below = node.id.slice(slice.id.length + 1).replace(/:[^.]*/g, '');
    return stated.some(({ path }) => {
      const steps = path
        .replace('$this', '')
        .replace(/\.?resolve\(\)/, '')
        .replace(/extension\(.*'\)/, 'extension');
      return (
        steps === '' ||
        below === '' ||
        isWithin(below.replace('[x]', ''), steps) ||
        isWithin(steps, below)
      );
    });
  });
}

function isWithin(id: string, other: string): boolean {
  return id === other || id.startsWith(`${other}.`) || id.startsWith(`${other}:`);
}

function isJudgeable(
  { binding, type = [] }: ElementDefinition,
  structures: StructureSource,
  scope: string,
): boolean {
  if (binding?.strength !== 'required' || binding.valueSet === undefined) return false;
  if (!['code', 'Coding', 'CodeableConcept'].includes(type[0]?.code ?? '')) return false;
  const content = structures.valueSet(binding.valueSet, scope);
  return content !== undefined && content.codes.size > 0 && content.open.size === 0;
}

function isArray(spot: NonNullable<ProfileInstance['spot']>): boolean {
  return Array.isArray(spot.holder[spot.property.name]);
}

const missing: Mutation = {
  name: 'missing',
  apply: ({ spot }) => {
    if (spot === undefined) return false;
    const { holder, property, values } = spot;
    const all = holder[property.name];
    const rest = Array.isArray(all) ? all.filter((value) => !values.includes(value)) : [];
    if (Array.isArray(all) && rest.length === all.length) return false;
    if (rest.length > 0) holder[property.name] = rest;
    else Reflect.deleteProperty(holder, property.name);
    return true;
  },
};

function tooMany(max: number): Mutation {
  return {
    name: 'too many',
    apply: ({ spot }) => {
      if (spot === undefined || !isArray(spot)) return false;
      const { holder, property, values } = spot;
      const all = holder[property.name] as JsonValue[];
      for (let count = values.length; count <= max; count++)
        all.push(structuredClone(values[0] ?? null));
      return true;
    },
  };
}

const present: Mutation = { name: 'present', apply: () => true };

const otherValue: Mutation = {
  name: 'other value',
  apply: (instance) => replace(instance, (value) => altered(value)),
};

const otherCode: Mutation = {
  name: 'other code',
  apply: (instance) =>
    replace(instance, (value) =>
      isObject(value)
        ? Array.isArray(value['coding'])
          ? { coding: [{ system: 'http://example.org/none', code: 'none' }] }
          : { ...value, system: 'http://example.org/none', code: 'none' }
        : 'none-of-these',
    ),
};

function otherTarget(definition: ElementDefinition): Mutation {
  const targets = definition.type?.[0]?.targetProfile ?? [];
  return {
    name: 'other target',
    apply: (instance) =>
      !targets.some((target) => target.endsWith('/Resource')) &&
      replace(instance, () => ({ reference: 'Linkage/x' })),
  };
}

function replace({ spot }: ProfileInstance, change: (value: JsonValue) => JsonValue): boolean {
  if (spot === undefined) return false;
  const { holder, property, values } = spot;
  const all = holder[property.name];
  holder[property.name] = Array.isArray(all)
    ? all.map((value) => (values.includes(value) ? change(value) : value))
    : change(all ?? null);
  return true;
}

function altered(value: JsonValue): JsonValue {
  if (typeof value === 'string') return `${value}x`;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) return value.map(altered);
  if (!isObject(value)) return value;
  const other: JsonObject = {};
  for (const [name, inner] of Object.entries(value)) other[name] = altered(inner ?? null);
  return other;
}

/** Small profiles made up for a test, and what the validator says by them. */
import type { ElementDefinition } from '@medplum/fhirtypes';
import type { JsonObject } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import type { Structure, StructureSource, ValueSetContent } from '../packages/structures.js';
import {
  createValidator,
  type ValidateOptions,
  type ValidatorOptions,
} from '../validation/validate.js';
import { DEFINITIONS } from './definitions.js';

export const BASE = 'http://example.org/';

export type Element = Partial<ElementDefinition> & { id: string };

export function structure(name: string, type: string, elements: Element[], more = {}): Structure {
  return {
    url: BASE + name,
    name,
    scope: '',
    kind: 'resource',
    type,
    derivation: 'constraint',
    abstract: false,
    elements: [{ id: type }, ...elements].map((element) => ({
      path: element.id.replace(/:[^.]*/g, ''),
      ...element,
    })),
    ...more,
  };
}

function source(
  structures: readonly Structure[],
  valueSets: Readonly<Record<string, ValueSetContent>> = {},
): StructureSource {
  return {
    structure: (canonical) => structures.find(({ url }) => url === canonical.replace(/\|.*$/, '')),
    valueSet: (canonical) => valueSets[canonical.replace(/\|.*$/, '')],
    profilesOf: () => [],
  };
}

export interface Setting extends Omit<ValidatorOptions, 'structures'> {
  readonly others?: readonly Structure[];
  readonly valueSets?: Readonly<Record<string, ValueSetContent>>;
  readonly options?: ValidateOptions;
}

/** `severity rule expression` of what a profile of these elements says. */
export function findings(elements: Element[], resource: object, setting: Setting = {}): string[] {
  const { others = [], valueSets, options, ...rest } = setting;
  const type = (resource as Resource).resourceType;
  const structures = source([structure('p', type, elements), ...others], valueSets);
  const { issues } = createValidator(DEFINITIONS, { structures, ...rest }).validate(
    resource as Resource,
    { profiles: [`${BASE}p`], ...options },
  );
  return issues.map(
    ({ severity, rule, expression }) => `${severity} ${rule ?? ''} ${expression ?? ''}`,
  );
}

export const patient = (more: JsonObject = {}): Resource => ({ resourceType: 'Patient', ...more });

export const observation = (more: JsonObject = {}): Resource => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'x' },
  ...more,
});

export const codes = (system: string, ...members: string[]): ValueSetContent => ({
  codes: new Map([[system, new Set(members)]]),
  open: new Set(),
});

export type Slicing = NonNullable<ElementDefinition['slicing']>;
type Kind = NonNullable<Slicing['discriminator']>[number]['type'];

/** A slicing by one discriminator, open unless said otherwise. */
export const slicing = (type: Kind, path: string, more: Partial<Slicing> = {}): Slicing => ({
  discriminator: [{ type, path }],
  rules: 'open',
  ...more,
});

/** A component of an Observation with this code. */
export const component = (code: string, more: JsonObject = {}): JsonObject => ({
  code: { coding: [{ system: 'http://s', code }] },
  ...more,
});

/** A CodeableConcept. */
export const coded = (code: string): JsonObject => ({ coding: [{ system: 'http://s', code }] });

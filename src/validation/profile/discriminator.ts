/**
 * How a value shows which slice it belongs to:
 * https://hl7.org/fhir/R4/profiling.html#discriminator
 */
import type { ElementDefinition } from '@medplum/fhirtypes';
import { isObject, stringAt } from '../../fhir/json.js';
import type { FhirNode } from '../../fhirpath/engine/node.js';
import { extensionUrls, statedType } from './references.js';
import type { ElementCheck, Run } from './run.js';
import type { TreeNode } from './tree.js';

/** Undefined when it can't be told, since the target of a reference is not at hand. */
export type Belongs = (node: FhirNode, run: Run) => boolean | undefined;

/** A step of a discriminator's path. */
export type PathStep =
  | { readonly kind: 'child'; readonly name: string }
  | { readonly kind: 'resolve' }
  | { readonly kind: 'extension'; readonly url: string }
  | { readonly kind: 'type'; readonly type: string };

const STEP =
  /^(?:\$this|resolve\(\)|extension\(\s*(?:url\s*=\s*)?['"]([^'"]+)['"]\s*\)|ofType\(\s*(\w+)\s*\)|as\(\s*(\w+)\s*\)|([A-Za-z_]\w*)(?:\[x\])?)(?:\.|$)/;

/** The steps of a path; undefined when it has something that discriminators may not have. */
export function pathSteps(path: string): PathStep[] | undefined {
  const steps: PathStep[] = [];
  let rest = path;
  while (rest !== '') {
    const match = STEP.exec(rest);
    if (match === null) return undefined;
    const [whole, url, ofType, as, name] = match;
    const type = ofType ?? as;
    if (url !== undefined) steps.push({ kind: 'extension', url });
    else if (type !== undefined) steps.push({ kind: 'type', type });
    else if (name !== undefined) steps.push({ kind: 'child', name });
    else if (whole.startsWith('resolve')) steps.push({ kind: 'resolve' });
    rest = rest.slice(whole.length);
  }
  return steps;
}

/** The values at the end of a path; undefined when a reference on it can't be followed. */
export function valuesAt(
  node: FhirNode,
  steps: readonly PathStep[],
  run: Run,
): readonly FhirNode[] | undefined {
  let nodes: readonly FhirNode[] = [node];
  for (const step of steps) {
    const next: FhirNode[] = [];
    for (const one of nodes) {
      const found = followed(one, step, run);
      if (found === undefined) return undefined;
      next.push(...found);
    }
    nodes = next;
  }
  return nodes;
}

function followed(node: FhirNode, step: PathStep, run: Run): readonly FhirNode[] | undefined {
  const { navigator, references } = run.session;
  switch (step.kind) {
    case 'child':
      return navigator.children(node, step.name);
    case 'type':
      return navigator.types.isA(node.type, step.type) ? [node] : [];
    case 'extension':
      if (!extensionUrls(node).includes(step.url)) return [];
      return navigator
        .children(node, 'extension')
        .filter(({ value }) => isObject(value) && value['url'] === step.url);
    case 'resolve': {
      const reference = isObject(node.value) ? stringAt(node.value, 'reference') : undefined;
      const target = reference === undefined ? undefined : references.resolve(reference, node);
      return target === undefined ? undefined : [target];
    }
  }
}

/** What the types of a slice's element say about the value at the end of the path. */
export interface TypeTest {
  readonly types: readonly string[];
  /** One of which the value has to satisfy; empty when none is asked for. */
  readonly profiles: readonly {
    readonly type: string | undefined;
    readonly check: () => ElementCheck | undefined;
    readonly claimed: (node: FhirNode, run: Run) => boolean;
  }[];
}

/** `type` and `profile`. A reference that can't be followed is judged by the type it states. */
export function byType(steps: readonly PathStep[], test: TypeTest, profiled: boolean): Belongs {
  const resolves = steps.at(-1)?.kind === 'resolve';
  return (node, run) => {
    const nodes = valuesAt(node, steps, run);
    if (nodes === undefined) {
      const stated = resolves ? byStatedType(node, steps.slice(0, -1), { test, run }) : undefined;
      // The type is right; whether the profile is, only the target could tell.
      return stated === true && profiled ? undefined : stated;
    }
    return nodes.some((one) => hasType(one, test, run) && (!profiled || conforms(one, test, run)));
  };
}

function byStatedType(
  node: FhirNode,
  steps: readonly PathStep[],
  { test, run }: { test: TypeTest; run: Run },
): boolean | undefined {
  const holder = valuesAt(node, steps, run)?.[0];
  const stated = isObject(holder?.value) ? statedType(holder.value) : undefined;
  if (stated === undefined) return undefined;
  return test.types.length === 0 || test.types.includes(stated);
}

function hasType(node: FhirNode, { types }: TypeTest, run: Run): boolean {
  return (
    types.length === 0 || types.some((type) => run.session.navigator.types.isA(node.type, type))
  );
}

function conforms(node: FhirNode, { profiles }: TypeTest, run: Run): boolean {
  return (
    profiles.length === 0 ||
    profiles.some(({ check, claimed }) => {
      if (claimed(node, run)) return true;
      const compiled = check();
      return compiled === undefined || run.satisfies(compiled, node);
    })
  );
}

/** `value` and `pattern`: some value at the path is what the slice wants there. */
export function byValue(
  steps: readonly PathStep[],
  fits: (node: FhirNode, run: Run) => boolean | undefined,
): Belongs {
  return (node, run) => {
    const values = valuesAt(node, steps, run);
    if (values === undefined) return undefined;
    let unknown = false;
    for (const value of values) {
      const answer = fits(value, run);
      if (answer === true) return true;
      unknown ||= answer === undefined;
    }
    return unknown ? undefined : false;
  };
}

export function byExistence(steps: readonly PathStep[], wanted: boolean): Belongs {
  return (node, run) => {
    const nodes = valuesAt(node, steps, run);
    return nodes === undefined ? undefined : nodes.length > 0 === wanted;
  };
}

/** All discriminators have to agree. */
export function allOf(tests: readonly Belongs[]): Belongs {
  const [first, second] = tests;
  if (first !== undefined && second === undefined) return first;
  return (node, run) => {
    let unknown = false;
    for (const test of tests) {
      const answer = test(node, run);
      if (answer === false) return false;
      unknown ||= answer === undefined;
    }
    return unknown ? undefined : true;
  };
}

/** The slicing that extensions and choices have without saying so. */
export function impliedDiscriminators(
  node: TreeNode,
): NonNullable<ElementDefinition['slicing']>['discriminator'] {
  if (node.name === 'extension' || node.name === 'modifierExtension') {
    return [{ type: 'value', path: 'url' }];
  }
  return node.choice ? [{ type: 'type', path: '$this' }] : undefined;
}

/** Types, their profiles and the targets of references, where a profile narrows them. */
import type { ElementDefinitionType } from '@medplum/fhirtypes';
import { isObject, stringAt } from '../../fhir/json.js';
import type { FhirNode } from '../../fhirpath/engine/node.js';
import type { Origin } from '../report.js';
import {
  lost,
  typeCode,
  type CompiledProfile,
  type Compiling,
  type ElementPlace,
} from './place.js';
import { referenceFormChecks } from './reference-form.js';
import { statedType } from './references.js';
import type { ElementCheck, Run } from './run.js';

export const CORE = 'http://hl7.org/fhir/StructureDefinition/';

export function typeChecks(
  compiling: Compiling,
  place: ElementPlace,
  origin: Origin,
): ElementCheck[] {
  const types = place.node.definition.type ?? [];
  const allowed = types.map(typeCode);
  return [
    ...(isNarrower(allowed, place) ? [allowedTypes(allowed, origin)] : []),
    ...types.flatMap((type) => [
      ...profileChecks(compiling, place, { type, origin }),
      ...targetChecks(compiling, place, { type, origin }),
      ...referenceFormChecks(type, origin),
    ]),
  ];
}

function isNarrower(allowed: readonly string[], { properties }: ElementPlace): boolean {
  if (allowed.length === 0) return false;
  const [first, second] = properties;
  return second !== undefined || (first?.type === 'Resource' && !allowed.includes('Resource'));
}

function allowedTypes(allowed: readonly string[], origin: Origin): ElementCheck {
  const text = `the type is not allowed here; allowed: ${allowed.join(', ')}.`;
  return (node, run) => {
    const { types } = run.session.navigator;
    if (!allowed.some((type) => types.isA(node.type, type))) {
      run.report('type', node, text, { origin });
    }
  };
}

interface OneType {
  readonly type: ElementDefinitionType;
  readonly origin: Origin;
}

/** `type.profile`: the value has to satisfy one of them. */
function profileChecks(
  compiling: Compiling,
  { context, node }: ElementPlace,
  { type, origin }: OneType,
): ElementCheck[] {
  const code = typeCode(type);
  const profiles = (type.profile ?? []).filter((canonical) => canonical !== CORE + code);
  if (profiles.length === 0) return [];
  const found = profiles.map((canonical) => compiling.profile(canonical, context.scope));
  for (const [index, compiled] of found.entries()) {
    if (compiled === undefined) {
      const canonical = profiles[index] ?? '';
      const reason = compiling.parts.source.failure(canonical, context.scope) ?? 'it is not known';
      const text = `the profile ${canonical} of its type can not be checked: ${reason}`;
      context.problems.push(lost(node.id, text));
      return [];
    }
  }
  const known = found.flatMap((compiled) => compiled ?? []);
  return [
    (value, run) => {
      if (!run.session.navigator.types.isA(value.type, code)) return;
      satisfiesOne(value, known, { run, origin });
    },
  ];
}

function satisfiesOne(
  node: FhirNode,
  profiles: readonly CompiledProfile[],
  { run, origin }: { run: Run; origin: Origin },
): void {
  const [first, second] = profiles;
  if (first !== undefined && second === undefined) {
    run.once(first.check, node);
    return;
  }
  if (profiles.some(({ check }) => run.satisfies(check, node))) return;
  const names = profiles.map(({ structure }) => structure.name).join(', ');
  run.report('type-profile', node, `the value satisfies none of the profiles ${names}.`, {
    origin,
  });
}

interface Target {
  readonly canonical: string;
  /** Undefined for an unknown profile. */
  readonly type: string | undefined;
  /** Undefined for a plain resource type. */
  readonly profile: CompiledProfile | undefined;
}

/** `targetProfile`: https://hl7.org/fhir/R4/references.html */
function targetChecks(
  compiling: Compiling,
  place: ElementPlace,
  { type, origin }: OneType,
): ElementCheck[] {
  const canonicals = type.targetProfile ?? [];
  if (typeCode(type) !== 'Reference' || sameAsBase(canonicals, place)) return [];
  const { context, node } = place;
  const targets = canonicals.map((canonical) => targetOf(compiling, canonical, context.scope));
  for (const { canonical, type: known } of targets) {
    if (known === undefined) {
      context.problems.push(lost(node.id, `the target profile ${canonical} is not known`));
    }
  }
  const names = targets.map(({ canonical }) => canonical.replace(/^.*\//, '')).join(', ');
  return [
    (value, run) => {
      if (value.type === 'Reference' && isObject(value.value)) {
        checkTarget(value, { targets, names, claims: compiling.parts.claims, origin }, run);
      }
    },
  ];
}

function sameAsBase(canonicals: readonly string[], { properties }: ElementPlace): boolean {
  const base = new Set(properties.find(({ type }) => type === 'Reference')?.element.targets ?? []);
  if (canonicals.length === 0) return true;
  return (
    canonicals.length === base.size &&
    canonicals.every((canonical) => base.has(canonical.replace(CORE, '')))
  );
}

function targetOf(compiling: Compiling, canonical: string, scope: string): Target {
  const name = canonical.startsWith(CORE) ? canonical.slice(CORE.length) : undefined;
  if (name !== undefined && compiling.parts.definitions.type(name)?.kind === 'resource') {
    return { canonical, type: name, profile: undefined };
  }
  const profile = compiling.profile(canonical, scope);
  return { canonical, type: profile?.structure.type, profile };
}

interface TargetRule {
  readonly targets: readonly Target[];
  readonly names: string;
  readonly claims: Compiling['parts']['claims'];
  readonly origin: Origin;
}

function checkTarget(node: FhirNode, rule: TargetRule, run: Run): void {
  const { targets, names, origin } = rule;
  const value = isObject(node.value) ? node.value : {};
  const reference = stringAt(value, 'reference');
  const target =
    reference === undefined ? undefined : run.session.references.resolve(reference, node);
  const type = target?.type ?? statedType(value);
  const { types } = run.session.navigator;
  const ofType = targets.filter(
    (one) => type === undefined || one.type === undefined || types.isA(type, one.type),
  );
  if (ofType.length === 0) {
    run.report(
      'reference-target',
      node,
      `a reference to ${types.isResourceType(type ?? '') ? (type ?? '') : 'this type'} is not allowed here; allowed: ${names}.`,
      { origin },
    );
  } else if (target !== undefined) {
    if (!ofType.some((one) => isTarget(target, one, rule, run))) {
      run.report('reference-profile', node, `the target satisfies none of: ${names}.`, { origin });
    }
  } else if (reference !== undefined) {
    run.report('reference-unresolved', node, 'the target of the reference was not found.', {
      origin,
      severity: run.session.policy.unresolvedReference,
    });
  }
}

/** What a resource claims is judged where it stands; here the claim is enough. */
function isTarget(target: FhirNode, one: Target, rule: TargetRule, run: Run): boolean {
  if (one.profile === undefined) return true;
  if (rule.claims(target, one.profile.structure, run)) return true;
  return run.within(target, target).satisfies(one.profile.check, target);
}

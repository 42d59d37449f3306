/**
 * How a profile lets a reference be made: to what is contained, in the same Bundle or elsewhere, and
 * with a version or without. https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.type.aggregation
 */
import type { ElementDefinitionType } from '@medplum/fhirtypes';
import { isObject, stringAt } from '../../fhir/json.js';
import type { FhirNode } from '../../fhirpath/engine/node.js';
import type { Origin } from '../report.js';
import type { ElementCheck, Run } from './run.js';

type Aggregation = NonNullable<ElementDefinitionType['aggregation']>[number];

/** What each mode allows: what is in the same Bundle is a resource of its own as well. */
const ALLOWS: Readonly<Record<Aggregation, readonly Aggregation[]>> = {
  contained: ['contained'],
  bundled: ['bundled'],
  referenced: ['referenced', 'bundled'],
};

export function referenceFormChecks(
  { code, aggregation = [], versioning }: ElementDefinitionType,
  origin: Origin,
): ElementCheck[] {
  if (code !== 'Reference') return [];
  return [
    ...(aggregation.length === 0 ? [] : [aggregationCheck(aggregation, origin)]),
    ...(versioning === 'specific' || versioning === 'independent'
      ? [versioningCheck(versioning, origin)]
      : []),
  ];
}

function aggregationCheck(modes: readonly Aggregation[], origin: Origin): ElementCheck {
  const allowed = new Set(modes.flatMap((mode) => ALLOWS[mode]));
  return (node, run) => {
    const reference = literal(node);
    if (reference === undefined || allowed.has(modeOf(reference, node, run))) return;
    const text = `the target may only be ${modes.join(' or ')}.`;
    run.report('reference-aggregation', node, text, { origin });
  };
}

function modeOf(reference: string, node: FhirNode, run: Run): Aggregation {
  if (reference.startsWith('#')) return 'contained';
  const target = run.session.references.resolve(reference, node);
  return target?.root === node.root ? 'bundled' : 'referenced';
}

function versioningCheck(versioning: 'specific' | 'independent', origin: Origin): ElementCheck {
  const specific = versioning === 'specific';
  const text = specific
    ? 'the reference must name a version (/_history/…).'
    : 'the reference may not name a version.';
  return (node, run) => {
    const reference = literal(node);
    if (reference === undefined || reference.startsWith('#')) return;
    if (/\/_history\/[^/]+$/.test(reference) !== specific) {
      run.report('reference-version', node, text, { origin });
    }
  };
}

function literal(node: FhirNode): string | undefined {
  return node.type === 'Reference' && isObject(node.value)
    ? stringAt(node.value, 'reference')
    : undefined;
}

/** Constraints in FHIRPath: https://hl7.org/fhir/R4/conformance-rules.html#constraints */
import type { ElementDefinitionConstraint } from '@medplum/fhirtypes';
import { FhirPathSyntaxError } from '../../fhirpath/engine/ast.js';
import { compileFhirPath } from '../../fhirpath/engine/compile.js';
import type { Environment, Evaluate, FhirPathHooks } from '../../fhirpath/engine/environment.js';
import type { FhirNode } from '../../fhirpath/engine/node.js';
import { truth, type Collection } from '../../fhirpath/engine/values.js';
import { evaluateByLibrary } from '../../fhirpath/library.js';
import type { PackageId } from '../../packages/structures.js';
import type { Attention } from '../policy.js';
import type { Origin } from '../report.js';
import type { ElementCheck, Run } from './run.js';
import { shortcutFor } from './shortcuts.js';
import { InvariantVariables } from './variables.js';

/** Answers `resolve()`, `memberOf()` and `conformsTo()` for one run, seen from one package. */
export type HooksFor = (run: Run, scope: PackageId) => FhirPathHooks;

/** Steps for one constraint on one element; the heaviest of R4 on a large Bundle needs a tenth. */
const BUDGET = 2_000_000;

/** Kept by the structural layer, on every element. */
const STRUCTURAL = new Set(['ele-1', 'txt-1', 'txt-2']);

export function isStructural(constraint: ElementDefinitionConstraint): boolean {
  return STRUCTURAL.has(constraint.key);
}

export interface InvariantPlace {
  readonly origin: Origin;
  readonly scope: PackageId;
  readonly hooksFor: HooksFor;
}

export function invariantCheck(
  constraint: ElementDefinitionConstraint,
  place: InvariantPlace,
): ElementCheck {
  const { expression, key } = constraint;
  if (expression === undefined) {
    return unjudged(key, 'it has no FHIRPath expression', place.origin);
  }
  const evaluate = compiled(expression);
  const severity = constraint.severity === 'warning' ? 'warning' : 'error';
  const bestPractice = isBestPractice(constraint);
  const isSurelyMet = shortcutFor(expression);
  return (node, run) => {
    if (isSurelyMet?.(node) === true) return;
    const attention = bestPractice ? run.session.policy.bestPractice : severity;
    if (attention === 'ignore' || (run.probing && attention !== 'error')) return;
    judge(node, run, { key, attention, evaluate, place });
  };
}

interface Judgement {
  readonly key: string;
  readonly attention: Attention;
  readonly evaluate: Evaluate;
  readonly place: InvariantPlace;
}

function judge(node: FhirNode, run: Run, { key, attention, evaluate, place }: Judgement): void {
  const { origin } = place;
  try {
    const met = truth(evaluate([node], environment(node, run, place)));
    // Empty is met: what a constraint does not speak of, it does not forbid.
    if (met === false) {
      run.report('invariant', node, `the constraint ${key} is not met.`, {
        origin,
        severity: attention,
      });
    }
  } catch (error) {
    unjudged(key, error instanceof Error ? error.message : 'it failed', origin)(node, run);
  }
}

function unjudged(key: string, reason: string, origin: Origin): ElementCheck {
  return (node, run) => {
    run.note(
      'invariant-unjudged',
      node,
      `the constraint ${key} could not be evaluated: ${reason}.`,
      { origin, severity: 'warning' },
    );
  };
}

function environment(node: FhirNode, run: Run, { hooksFor, scope }: InvariantPlace): Environment {
  const self: Collection = [node];
  return {
    navigator: run.session.navigator,
    hooks: hooksFor(run, scope),
    variables: new InvariantVariables(self, run),
    budget: BUDGET,
    self,
    position: 0,
  };
}

const cache = new Map<string, Evaluate>();

/** The same expressions stand on a hundred types. */
function compiled(expression: string): Evaluate {
  let evaluate = cache.get(expression);
  if (evaluate === undefined) {
    evaluate = compileOrDelegate(expression);
    cache.set(expression, evaluate);
  }
  return evaluate;
}

/** What the engine here does not know, fhirpath.js may. */
function compileOrDelegate(expression: string): Evaluate {
  try {
    return compileFhirPath(expression);
  } catch (error) {
    if (!(error instanceof FhirPathSyntaxError)) throw error;
    return ([node], { variables }) => evaluateByLibrary(expression, node, variables);
  }
}

function isBestPractice({ extension }: ElementDefinitionConstraint): boolean {
  return (extension ?? []).some(
    ({ url, valueBoolean }) =>
      url.endsWith('/elementdefinition-bestpractice') && valueBoolean === true,
  );
}

/** Judges resources. Knows no HTTP and no SQL; what is wrong comes back as a report. */
import type { Resource } from '../fhir/resource.js';
import { Navigator } from '../fhirpath/engine/node.js';
import type { Definitions } from '../packages/registry.js';
import type { StructureSource } from '../packages/structures.js';
import type { Clock } from '../ports.js';
import { TypeCompiler } from './compile/type.js';
import { DEFAULT_POLICY, type ValidationPolicy } from './policy.js';
import { ProfileEngine } from './profile/engine.js';
import { References, type ResolveReference } from './profile/references.js';
import { Run } from './profile/run.js';
import { Findings, type ValidationReport } from './report.js';

export interface ValidateOptions {
  /** Canonicals to check besides those in `meta.profile`. */
  readonly profiles?: readonly string[];
  /** `base`: R4 with its constraints; `profiles`: with the profiles that are claimed as well. */
  readonly level?: 'base' | 'profiles';
  /** Finds resources outside the one that is judged; must answer at once. */
  readonly resolve?: ResolveReference;
}

export interface Validator {
  /**
   * Checks a resource, with all that it contains, against the base definitions of its type and,
   * where structures are loaded, against profiles.
   */
  validate(resource: Resource, options?: ValidateOptions): ValidationReport;
}

export interface ValidatorOptions {
  /** Without them only the structure is checked. */
  readonly structures?: StructureSource;
  readonly resolve?: ResolveReference;
  readonly policy?: Partial<ValidationPolicy>;
  /** For limits that a profile gives as a time from now. */
  readonly clock?: Clock;
}

export function createValidator(
  definitions: Definitions,
  { structures, resolve, policy, clock = Date.now }: ValidatorOptions = {},
): Validator {
  const compiler = new TypeCompiler(definitions);
  const navigator = new Navigator(definitions);
  const engine = structures && new ProfileEngine(definitions, structures);
  const rules = { ...DEFAULT_POLICY, ...policy };
  return {
    validate(resource, options = {}) {
      const findings = new Findings(resource.resourceType);
      compiler.checkResource(resource, findings);
      if (engine === undefined || !definitions.isResourceType(resource.resourceType)) {
        return findings;
      }
      const node = navigator.root(resource);
      const session = {
        subject: node,
        navigator,
        policy: rules,
        clock,
        references: new References(navigator, options.resolve ?? resolve),
        findings,
        reported: new Map(),
        verdicts: new Map(),
        missing: new Set<string>(),
      };
      engine.check(node, new Run(session, { resource: node, root: node, scope: '' }), {
        profiles: options.profiles ?? [],
        claims: options.level !== 'base',
      });
      return findings;
    },
  };
}

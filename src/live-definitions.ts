/**
 * Definitions that are stored as resources: every process has them in memory, and hears from the
 * database when one of them changes.
 */
import { loadOwnConformance } from './interactions/conformance.js';
import type { CoreEnvironment } from './interactions/environment.js';
import { loadCustomParameters } from './interactions/search-parameters.js';
import type { PackageSet } from './packages/package-set.js';
import type { Definitions } from './packages/registry.js';
import type { Logger } from './ports.js';
import { CONFORMANCE_CHANNEL } from './storage/conformance.js';
import { listen, type Subscription } from './storage/notifications.js';
import { SEARCH_PARAMETER_CHANNEL } from './storage/search-parameters.js';
import type { ValidationPolicy } from './validation/policy.js';
import type { PoliciesInUse } from './policies-in-use.js';
import { POLICIES_CHANNEL } from './storage/access-policies.js';
import { createValidator, type Validator } from './validation/validate.js';

export interface Followed {
  readonly environment: CoreEnvironment;
  readonly policies: PoliciesInUse;
}

/** Loads what there is, and then whatever changes. */
export async function followDatabase(
  { environment, policies }: Followed,
  databaseUrl: string,
  log: Logger,
): Promise<Subscription> {
  const loadParameters = (): Promise<unknown> => loadCustomParameters(environment);
  const loadConformance = (): Promise<unknown> =>
    loadOwnConformance(environment.store, environment.structures);
  // Listened first: nothing that changes meanwhile is missed.
  const subscription = await listen(
    databaseUrl,
    {
      [SEARCH_PARAMETER_CHANNEL]: onceAtATime(loadParameters, log),
      [CONFORMANCE_CHANNEL]: onceAtATime(loadConformance, log),
      [POLICIES_CHANNEL]: onceAtATime(policies.load, log),
    },
    log,
  );
  await loadParameters();
  await loadConformance();
  await policies.load();
  return subscription;
}

/** What is asked for while the work is under way is done once more after it. */
export function onceAtATime(work: () => Promise<unknown>, log: Logger): () => void {
  let asked = false;
  let running = false;
  const run = async (): Promise<void> => {
    running = true;
    while (asked) {
      asked = false;
      await work().catch(() => {
        log.warn({}, 'Something that changed could not be read from the database');
      });
    }
    running = false;
  };
  return () => {
    asked = true;
    if (!running) void run();
  };
}

/** A validator by the structures as they are now: what it has compiled goes when they change. */
export function currentValidator(
  definitions: Definitions,
  structures: PackageSet,
  policy: ValidationPolicy,
): Validator {
  let compiled = createValidator(definitions, { structures, policy });
  let { revision } = structures;
  return {
    validate(resource, options) {
      if (revision !== structures.revision) {
        compiled = createValidator(definitions, { structures, policy });
        ({ revision } = structures);
      }
      return compiled.validate(resource, options);
    },
  };
}

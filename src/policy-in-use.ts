/** The policy of a configuration, beside the definitions that it speaks of. */
import { ConfigError, type Config } from './config/load.js';
import type { PackageSet } from './packages/package-set.js';
import type { Definitions } from './packages/registry.js';
import type { Logger } from './ports.js';
import { DEFAULT_POLICY, type ValidationPolicy } from './validation/policy.js';

export interface Known {
  readonly definitions: Definitions;
  readonly structures: PackageSet;
}

/**
 * A profile that is required and not loaded is told in the log: no resource of the type can be
 * stored until it is, from a package or as a StructureDefinition on the server.
 * @throws ConfigError when the policy names a resource type that R4 does not have
 */
export function policyInUse(
  { validation, validationPolicy }: Pick<Config, 'validation' | 'validationPolicy'>,
  { definitions, structures }: Known,
  log: Logger,
): ValidationPolicy {
  if (validation !== 'profiles') return DEFAULT_POLICY;
  const { requiredProfiles, rulesByType } = validationPolicy;
  const types = [...Object.keys(requiredProfiles), ...Object.keys(rulesByType)];
  const unknown = types.find((type) => !definitions.isResourceType(type));
  if (unknown !== undefined) {
    throw new ConfigError([`VALIDATION_POLICY names the type "${unknown}"; R4 has no such type.`]);
  }
  for (const profile of missingProfiles(validationPolicy, structures)) {
    log.warn({ profile }, 'A profile that VALIDATION_POLICY requires is not loaded');
  }
  return validationPolicy;
}

/** Canonicals of profiles that are required and not loaded. */
export function missingProfiles(
  { requiredProfiles }: ValidationPolicy,
  structures: PackageSet,
): string[] {
  return Object.values(requiredProfiles)
    .flat()
    .filter((profile) => structures.resource('StructureDefinition', profile, '') === undefined);
}

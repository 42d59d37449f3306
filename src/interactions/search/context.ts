/** What the parser of searches needs from this server. */
import { DEFAULT_LIMITS } from '../../search/parse/limits.js';
import type { Concepts, ParseContext } from '../../search/parse/context.js';
import type { Environment } from '../environment.js';
import { CURSOR } from '../history.js';
import { packagedConcepts } from './packaged-concepts.js';

/** @param concepts by default R4's own only */
export function parseContext(
  environment: Environment,
  concepts: Concepts = packagedConcepts(environment),
): ParseContext {
  const { definitions, registry, settings, convertUnit, clock } = environment;
  return {
    registry,
    base: settings.base,
    isResourceType: (name) => definitions.isResourceType(name),
    convertUnit,
    now: clock,
    concepts,
    cursor: CURSOR,
    limits: { ...DEFAULT_LIMITS, ...settings.searchLimits },
  };
}

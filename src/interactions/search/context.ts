/** What the parser of searches needs from this server. */
import { DEFAULT_LIMITS } from '../../search/parse/limits.js';
import type { ParseContext } from '../../search/parse/context.js';
import type { Environment } from '../environment.js';
import { CURSOR } from '../history.js';
import { listedCodes } from './code-lists.js';

/** @param valueSet the codes of a value set; by default those of R4's own only */
export function parseContext(
  environment: Environment,
  valueSet: ParseContext['valueSet'] = (url) => listedCodes(environment.definitions, url),
): ParseContext {
  const { definitions, registry, settings, convertUnit, clock } = environment;
  return {
    registry,
    base: settings.base,
    isResourceType: (name) => definitions.isResourceType(name),
    convertUnit,
    now: clock,
    valueSet,
    cursor: CURSOR,
    limits: { ...DEFAULT_LIMITS, ...settings.searchLimits },
  };
}

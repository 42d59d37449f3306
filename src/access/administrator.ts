/** Who may administer the server: the one place that says so. */
import type { AccessContext } from './context.js';

/**
 * The name that what a caller administers is recorded under; undefined for one who may not
 * administer. While authorization is off everybody is the operator.
 */
export function administratorOf(access: AccessContext): string | undefined {
  return access.kind === 'system' ? 'operator' : undefined;
}

/** Who may administer the server: the one place that says so. */
import type { AccessContext } from './context.js';

/** The scope of access tokens that lets an app administer: see docs/administration.md. */
export const ADMIN_SCOPE = 'admin';

/**
 * The name that what a caller administers is recorded under; undefined for one who may not
 * administer. While authorization is off everybody is the operator.
 */
export function administratorOf(access: AccessContext): string | undefined {
  switch (access.kind) {
    case 'system':
      return 'operator';
    case 'app': {
      if (!access.scopes.others.has(ADMIN_SCOPE)) return undefined;
      const { clientId, subject } = access;
      return subject === undefined ? clientId : `${subject.id} (${clientId})`;
    }
    case 'medmij':
    case 'nobody':
      return undefined;
  }
}

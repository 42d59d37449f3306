/** Who may administer the server. */
import type { AccessContext } from './context.js';

/** May administer clients, people, policies, grants and feeds: see docs/administration.md. */
export const ADMIN_SCOPE = 'admin';

/** The operator, or an app with the scope for it. */
export function mayAdminister(access: AccessContext): boolean {
  switch (access.kind) {
    case 'system':
      return true;
    case 'app':
      return access.scopes.others.has(ADMIN_SCOPE);
    case 'nobody':
      return false;
  }
}

/** The name that what an administrator does is recorded under. */
export function administratorName(access: AccessContext): string {
  if (access.kind !== 'app') return 'operator';
  const { clientId, subject } = access;
  return subject === undefined ? clientId : `${subject.id} (${clientId})`;
}

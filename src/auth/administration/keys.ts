/** Signing keys, for administrators: never the keys themselves. */
import type { StoredKey } from '../../storage/auth/keys.js';

export function keySummary({ kid, state, created, retired }: StoredKey): Record<string, unknown> {
  return { kid, state, created: created.toISOString(), retired: retired?.toISOString() };
}

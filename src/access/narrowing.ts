/**
 * Whether scopes allow no more than others do: for a client's own list, for what a user leaves on
 * the consent screen, and for a refresh, which may ask for less but not for more.
 * https://www.rfc-editor.org/rfc/rfc6749#section-6
 */
import { both, implies } from './scope-filter.js';
import { printScope, type GrantedScopes, type Permission, type ResourceScope } from './scopes.js';

/** True when all that `narrow` allows is allowed by `wide`. May say no too often, never yes. */
export function narrows(narrow: ResourceScope, wide: ResourceScope): boolean {
  return (
    coversType(wide, narrow) &&
    [...narrow.permissions].every((permission) => wide.permissions.has(permission)) &&
    implies(narrow.filter, wide.filter)
  );
}

function coversType(wide: ResourceScope, narrow: ResourceScope): boolean {
  return wide.level === narrow.level && (wide.type === '*' || wide.type === narrow.type);
}

/** The same for all: each permission of each scope is allowed by one of the others, at least. */
export function allNarrow(narrow: GrantedScopes, wide: GrantedScopes): boolean {
  return (
    [...narrow.others].every((other) => wide.others.has(other)) &&
    narrow.resources.every((scope) =>
      [...scope.permissions].every((permission) =>
        wide.resources.some((allowed) => narrows(withOnly(scope, [permission]), allowed)),
      ),
    )
  );
}

/** What is in both: the part of `asked` that `allowed` has. It narrows each of them. */
export function inBoth(asked: GrantedScopes, allowed: GrantedScopes): GrantedScopes {
  const resources = new Map<string, ResourceScope>();
  for (const one of asked.resources) {
    for (const scope of partsAllowed(one, allowed.resources)) {
      resources.set(printScope(scope), scope);
    }
  }
  return {
    resources: [...resources.values()],
    others: new Set([...asked.others].filter((other) => allowed.others.has(other))),
  };
}

/** As few scopes as possible: the one that was asked, when it is allowed as it is. */
function partsAllowed(asked: ResourceScope, allowed: readonly ResourceScope[]): ResourceScope[] {
  if (allNarrow(only(asked), { resources: allowed, others: new Set() })) return [asked];
  return allowed.flatMap((one) => shared(asked, one) ?? []);
}

function only(scope: ResourceScope): GrantedScopes {
  return { resources: [scope], others: new Set() };
}

function shared(one: ResourceScope, other: ResourceScope): ResourceScope | undefined {
  if (one.level !== other.level) return undefined;
  if (one.type !== '*' && other.type !== '*' && one.type !== other.type) return undefined;
  const permissions = [...one.permissions].filter((letter) => other.permissions.has(letter));
  if (permissions.length === 0) return undefined;
  return {
    ...withOnly(one, permissions),
    type: one.type === '*' ? other.type : one.type,
    filter: both(one.filter, other.filter),
  };
}

/** Keeps the words of v1 where they still say the same. */
function withOnly(scope: ResourceScope, permissions: readonly Permission[]): ResourceScope {
  const { level, type, filter } = scope;
  return permissions.length === scope.permissions.size
    ? scope
    : { level, type, permissions: new Set(permissions), filter };
}

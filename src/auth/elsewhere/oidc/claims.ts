/** Claims of OpenID Connect as the mapping reads them. */
import { isObject } from '../../../fhir/json.js';
import type { Stranger } from '../person.js';
import type { IdTokenClaims } from './id-token.js';

/**
 * A claim is named as it is, or by a JSON Pointer into one: Keycloak has roles at `/realm_access/roles`.
 * An e-mail address counts only when the provider has verified that it is the person's.
 */
export function strangerOf(claims: IdTokenClaims): Stranger {
  return {
    subject: claims.sub,
    values(name) {
      if (name === 'email' && claims['email_verified'] !== true) return [];
      return texts(Object.hasOwn(claims, name) ? claims[name] : pointedAt(claims, name));
    },
  };
}

/** https://www.rfc-editor.org/rfc/rfc6901 */
function pointedAt(claims: IdTokenClaims, pointer: string): unknown {
  if (!pointer.startsWith('/')) return undefined;
  let value: unknown = claims;
  for (const step of pointer.slice(1).split('/')) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}

function texts(value: unknown): string[] {
  return [value].flat().flatMap((one) => {
    if (typeof one === 'string') return [one];
    return typeof one === 'number' || typeof one === 'boolean' ? [String(one)] : [];
  });
}

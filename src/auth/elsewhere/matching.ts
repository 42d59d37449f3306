/** The one Patient or Practitioner with an identifier. */
import { escapeValue } from '../../search/value.js';
import { BSN_SYSTEM, isBsn } from '../../fhir/bsn.js';
import { isObject, objectsAt, stringAt, type JsonObject } from '../../fhir/json.js';
import type { ResourceKey } from '../../fhir/resource.js';
import type { RunInteraction } from '../../interactions/types.js';
import type { IdentifierMatch } from '../people/identity-provider.js';
import { nameOf } from '../people/patients.js';
import { SignInRefused } from './refused.js';

export interface Matched {
  readonly key: ResourceKey;
  readonly name: string | undefined;
}

/** More than so many with one identifier are not looked through. */
const MOST = 50;

/**
 * Looks with the access of the server itself: who signs in has none yet.
 * @throws SignInRefused when none or several are active; nobody is told which of the two
 */
export async function matchIdentifier(
  run: RunInteraction,
  match: IdentifierMatch,
  value: string,
): Promise<Matched> {
  const identifier = { system: match.system, value: normalised(match.system, value) };
  const token = [identifier.system, identifier.value].map(escapeValue).join('|');
  const { body } = await run(
    {
      kind: 'search-type',
      type: match.type,
      parameters: [
        ['identifier', token],
        ['_count', String(MOST)],
      ],
      handling: 'strict',
      self: { path: match.type, query: [] },
    },
    { kind: 'system' },
  );
  const bundle: unknown = body?.kind === 'text' ? JSON.parse(body.text) : {};
  const entries = isObject(bundle) ? objectsAt(bundle, 'entry') : [];
  const found = entries
    .map((entry) => entry['resource'])
    .filter(isObject)
    .filter((resource) => isHolder(resource, match.type, identifier));
  const [only, ...others] = found;
  const id = only === undefined ? undefined : stringAt(only, 'id');
  if (only === undefined || id === undefined || others.length > 0 || entries.length >= MOST) {
    throw new SignInRefused(`not exactly one ${match.type} has the identifier`, 'unknown');
  }
  return { key: { type: match.type, id }, name: nameOf(objectsAt(only, 'name')) };
}

/** A BSN is written with nine digits, and is checked: a wrong one must not find anybody. */
function normalised(system: string, value: string): string {
  if (system !== BSN_SYSTEM) return value;
  if (!isBsn(value)) throw new SignInRefused('what should be a BSN is none', 'unknown');
  return value.padStart(9, '0');
}

/** Judged again on the resource itself, to the letter: whose record it is must not depend on an index. */
function isHolder(
  resource: JsonObject,
  type: string,
  { system, value }: { readonly system: string; readonly value: string },
): boolean {
  const isActive = resource['resourceType'] === type && resource['active'] !== false;
  const has = objectsAt(resource, 'identifier').some(
    (one) => one['system'] === system && one['value'] === value && one['use'] !== 'old',
  );
  return isActive && has;
}

/** One token as it is asked, and what lies in the index for it: https://hl7.org/fhir/R4/search.html#token */
import { anyOf, NOTHING } from '../criterion.js';
import { isOfSystem } from '../implied-system.js';
import { TOKEN_FORMS, tokenKey, type Key } from '../keys.js';
import { wrongValue } from '../parse/errors.js';
import { present } from '../presence.js';
import type { Criterion } from '../query.js';
import type { QueryPath } from '../query-path.js';
import { splitValue, unescapeValue } from '../value.js';
import { caseless, hasSystem, isCaseless } from './token.js';

/** `code`, `system|code`, `|code` or `system|`. */
export interface AskedToken {
  /** Undefined: any. Empty: none. */
  readonly system: string | undefined;
  /** Undefined: any. */
  readonly code: string | undefined;
}

/** A token of which a code is asked. */
export interface AskedCode extends AskedToken {
  readonly code: string;
}

/** @throws FhirError for another form */
export function parseToken(value: string, name: string): AskedToken {
  const parts = splitValue(value, '|');
  const first = unescapeValue(parts[0] ?? '');
  if (parts.length === 1 && first !== '') return { system: undefined, code: first };
  const second = unescapeValue(parts[1] ?? '');
  if (parts.length !== 2 || (first === '' && second === '')) {
    throw wrongValue(name, 'a value is not of the form code, system|code, |code or system|');
  }
  return { system: first, code: second === '' ? undefined : second };
}

/** What decides how a path takes a token. */
type TokenPath = Pick<QueryPath, 'types' | 'implied'>;

/**
 * The paths on which a system, or its absence, can be asked.
 * @param system as in `AskedToken`
 * @throws FhirError when there is none
 */
export function pathsWith<Path extends TokenPath>(
  paths: readonly Path[],
  system: string | undefined,
  name: string,
): readonly Path[] {
  if (system === undefined) return paths;
  const reasons = paths.map((path) => refusal(path, system));
  const [first] = reasons;
  if (first !== undefined && !reasons.includes(undefined)) throw wrongValue(name, first);
  return paths.filter((_, at) => reasons[at] === undefined);
}

/** "The presence of the pipe symbol SHALL NOT be used" on these. */
const WITHOUT_PIPE = new Set(['boolean', 'ContactPoint', 'uri', 'url', 'canonical', 'oid', 'uuid']);

function refusal(path: TokenPath, system: string): string | undefined {
  if (!isBare(path)) return undefined;
  if (path.types.every((type) => WITHOUT_PIPE.has(type))) {
    return 'its values have no system, so there is no "|" in what is asked';
  }
  if (system === '' || path.implied !== undefined) return undefined;
  return path.types.includes('code')
    ? 'nothing says which system its codes are of, so only the code can be asked'
    : 'its values have no system';
}

/** A value of the path, which is one of `pathsWith`, meets the token. */
export function oneToken(path: QueryPath, { system, code }: AskedToken): Criterion {
  if (code === undefined) return ofSystem(path, system ?? '');
  return { kind: 'keys', keys: codeKeys(path, { system, code }) };
}

/**
 * The keys under which extraction has a token (`pushTokenForms`); none when no value of the path can
 * be meant.
 * @param path one of `pathsWith`
 */
export function codeKeys(path: QueryPath, token: AskedCode): Key[] {
  const stored = storedToken(path, token);
  if (stored === undefined) return [];
  const { key } = path.search;
  const form = (code: string): Key => {
    if (stored.system === undefined) return tokenKey(key, TOKEN_FORMS.code, '', code);
    if (stored.system === '') return tokenKey(key, TOKEN_FORMS.noSystem, '', code);
    return tokenKey(key, TOKEN_FORMS.systemAndCode, stored.system, code);
  };
  return spellings(path, stored.code).map(form);
}

/**
 * What is asked as the index has it: a `code` lies there without the system that its binding
 * implies. Undefined when no value of the path can be meant.
 */
export function storedToken(path: TokenPath, token: AskedCode): AskedCode | undefined {
  const { system, code } = token;
  if (system === undefined || !isBare(path)) return token;
  const bare = { system: undefined, code };
  // Where a system is implied, the value has one.
  if (path.implied === undefined) return system === '' ? bare : undefined;
  return isOfSystem(path.implied, system, code) ? bare : undefined;
}

/** `system|`: any value of that system. */
function ofSystem(path: QueryPath, system: string): Criterion {
  if (!isBare(path)) {
    return { kind: 'keys', keys: [tokenKey(path.search.key, TOKEN_FORMS.system, system, '')] };
  }
  const { implied } = path;
  if (implied?.kind === 'one') return implied.system === system ? present(path) : NOTHING;
  const codes = implied?.codes[system] ?? [];
  return { kind: 'keys', keys: codes.flatMap((code) => codeKeys(path, { system, code })) };
}

/** Tokens of which one is met: their keys together, and what is no key beside them. */
export function anyToken(criteria: readonly Criterion[]): Criterion {
  const keys = criteria.flatMap((one) => (one.kind === 'keys' ? one.keys : []));
  const others = criteria.filter((one) => one.kind !== 'keys' && one !== NOTHING);
  return anyOf(keys.length === 0 ? others : [{ kind: 'keys', keys }, ...others]);
}

/** True where every value is a bare code, address or text. */
function isBare({ types }: TokenPath): boolean {
  return types.length > 0 && !types.some(hasSystem);
}

/** Some types are indexed in lower case; what the FHIRPath engine finds may be of one. */
function spellings({ types }: QueryPath, code: string): string[] {
  const lower = caseless(code);
  if (lower === code || (types.length > 0 && !types.some(isCaseless))) return [code];
  return types.length > 0 && types.every(isCaseless) ? [lower] : [code, lower];
}

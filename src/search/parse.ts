/** Query parameters to a search. Whatever is not understood is an error: nothing is left out silently. */
import { parseDate } from '../fhir/date.js';
import { FhirError } from '../fhir/errors.js';
import { parseReference } from '../fhir/reference.js';
import { isLogicalId, type ResourceKey } from '../fhir/resource.js';
import { TOKEN_FORMS, tokenKey, type Key } from './keys.js';
import type { Criterion, IdentifierValue, SearchQuery } from './query.js';
import type { ParameterPath, SearchParameter, SearchRegistry } from './registry.js';
import { identityText } from './types/identity-text.js';
import { normaliseString } from './types/string.js';
import { hasSystem } from './types/token.js';
import { splitValue, unescapeValue } from './value.js';

/** Name (with a modifier, if any) and value, decoded from the URL. */
export type QueryParameter = readonly [name: string, value: string];

export interface ParseContext {
  readonly registry: SearchRegistry;
  /** This server's base URL. */
  readonly base: string;
}

const COLUMNS = new Set(['_id', '_lastUpdated']);
const SEARCHABLE_KINDS = new Set(['token', 'string', 'reference', 'uri']);

/** True for parameters that `parseSearch` understands. */
export function isSearchable({ code, kind, paths }: SearchParameter): boolean {
  return COLUMNS.has(code) || (SEARCHABLE_KINDS.has(kind) && paths.length > 0);
}

/** Values in one comma list. */
const MAX_VALUES = 2000;

/** @throws FhirError `invalid-request` that names the parameter */
export function parseSearch(
  type: string,
  parameters: readonly QueryParameter[],
  context: ParseContext,
): SearchQuery {
  return {
    type,
    criteria: parameters.map(([name, value]) => parseCriterion(type, name, value, context)),
  };
}

function parseCriterion(
  type: string,
  name: string,
  value: string,
  context: ParseContext,
): Criterion {
  const { code, modifier } = splitName(name);
  const values = splitValue(value, ',').filter((part) => part !== '');
  if (values.length === 0) throw wrong(name, 'it has no value');
  if (values.length > MAX_VALUES) throw wrong(name, `it has more than ${MAX_VALUES} values`);
  if (modifier === undefined && code === '_id') return idCriterion(values);
  if (modifier === undefined && code === '_lastUpdated') return updatedCriterion(values);
  const parameter = context.registry.parameter(type, code);
  if (parameter === undefined || parameter.paths.length === 0) {
    throw wrong(name, `there is no such search parameter for ${type}`);
  }
  if (modifier !== undefined && !hasModifier(parameter, modifier)) {
    throw wrong(name, `the modifier :${modifier.slice(0, 32)} is not supported`);
  }
  return valueCriterion(parameter, values, { name, modifier, context });
}

function splitName(name: string): { code: string; modifier: string | undefined } {
  const colon = name.indexOf(':');
  if (colon === -1) return { code: name, modifier: undefined };
  return { code: name.slice(0, colon), modifier: name.slice(colon + 1) };
}

function hasModifier({ kind }: SearchParameter, modifier: string): boolean {
  return (
    (modifier === 'exact' && kind === 'string') || (kind === 'reference' && /^[A-Z]/.test(modifier))
  );
}

interface ValueContext {
  readonly name: string;
  readonly modifier: string | undefined;
  readonly context: ParseContext;
}

function valueCriterion(
  parameter: SearchParameter,
  values: readonly string[],
  { name, modifier, context }: ValueContext,
): Criterion {
  const paths = parameter.paths;
  switch (parameter.kind) {
    case 'token':
      return tokenCriterion(paths, values, name);
    case 'uri':
      return keysOf(paths, values, (path, value) => [
        tokenKey(path, TOKEN_FORMS.code, '', unescapeValue(value)),
      ]);
    case 'string':
      return stringCriterion(paths, values, modifier === 'exact');
    case 'reference':
      return referenceCriterion(parameter, values, { name, modifier, context });
    case 'date':
    case 'number':
    case 'quantity':
    case 'composite':
    case 'special':
      throw wrong(name, `parameters of type ${parameter.kind} can't be searched yet`);
  }
}

function idCriterion(values: readonly string[]): Criterion {
  if (!values.every(isLogicalId)) throw wrong('_id', 'the value is no logical id');
  return { kind: 'id', ids: values };
}

function updatedCriterion(values: readonly string[]): Criterion {
  const [value = ''] = values;
  const [, prefix, text = ''] = /^(eq|gt|ge|lt|le)?(.*)$/.exec(value) ?? [];
  const date = parseDate(text);
  if (date === undefined || values.length > 1) throw wrong('_lastUpdated', 'the value is no date');
  const spans = {
    eq: [date.low, date.high],
    gt: [date.high, Infinity],
    ge: [date.low, Infinity],
    lt: [-Infinity, date.low],
    le: [-Infinity, date.high],
  } as const;
  const [low, high] = spans[(prefix ?? 'eq') as keyof typeof spans];
  return { kind: 'updated', low, high };
}

function keysOf(
  paths: readonly ParameterPath[],
  values: readonly string[],
  keys: (path: Key, value: string) => Key[],
): Criterion {
  return {
    kind: 'keys',
    keys: values.flatMap((value) => paths.flatMap(({ path }) => keys(path.key, value))),
  };
}

/** https://hl7.org/fhir/R4/search.html#token: `code`, `system|code`, `|code`, `system|`. */
function tokenCriterion(
  paths: readonly ParameterPath[],
  values: readonly string[],
  name: string,
): Criterion {
  const identifiers = paths.filter(({ path }) =>
    path.typed.every((typed) => typed.type === 'Identifier'),
  );
  const parsed = values.map((value) => parseToken(value, name));
  if (identifiers.length === paths.length && parsed.every(({ code }) => code !== undefined)) {
    return {
      kind: 'identifier',
      paths: paths.map(({ path }) => path.key),
      values: parsed.map(({ system, code = '' }): IdentifierValue => ({
        system,
        value: identityText(code),
      })),
    };
  }
  return {
    kind: 'keys',
    keys: parsed.flatMap((token) => paths.map((path) => tokenFormKey(path, token))),
  };
}

interface ParsedToken {
  /** Undefined: any. Empty: none. */
  readonly system: string | undefined;
  readonly code: string | undefined;
}

function parseToken(value: string, name: string): ParsedToken {
  const parts = splitValue(value, '|').map(unescapeValue);
  const [first = '', second] = parts;
  if (parts.length > 2 || (first === '' && second === '')) {
    throw wrong(name, 'the value is no code, system|code, |code or system|');
  }
  if (second === undefined) return { system: undefined, code: first };
  return { system: first, code: second === '' ? undefined : second };
}

function tokenFormKey({ path }: ParameterPath, { system, code }: ParsedToken): Key {
  const isBare = path.typed.every((typed) => !hasSystem(typed.type));
  const isAddress = path.typed.some((typed) => typed.type === 'ContactPoint');
  const text = isAddress ? code?.toLowerCase() : code;
  if (text === undefined) return tokenKey(path.key, TOKEN_FORMS.system, system ?? '', '');
  // Codes without a system of their own are stored as they are.
  if (system === undefined || isBare) return tokenKey(path.key, TOKEN_FORMS.code, '', text);
  if (system === '') return tokenKey(path.key, TOKEN_FORMS.noSystem, '', text);
  return tokenKey(path.key, TOKEN_FORMS.systemAndCode, system, text);
}

function stringCriterion(
  paths: readonly ParameterPath[],
  values: readonly string[],
  exact: boolean,
): Criterion {
  if (exact) {
    return keysOf(paths, values, (path, value) => [
      tokenKey(path, TOKEN_FORMS.exactString, '', unescapeValue(value)),
    ]);
  }
  return {
    kind: 'prefix',
    paths: paths.map(({ path }) => path.key),
    prefixes: values.map((value) => normaliseString(unescapeValue(value))),
  };
}

function referenceCriterion(
  parameter: SearchParameter,
  values: readonly string[],
  { name, modifier, context }: ValueContext,
): Criterion {
  const targets: ResourceKey[] = [];
  const keys: Key[] = [];
  for (const value of values.map(unescapeValue)) {
    const reference = parseReference(value, context.base);
    if (reference.kind === 'local') targets.push({ type: reference.type, id: reference.id });
    else if (isLogicalId(value)) targets.push(...bareId(value, parameter, modifier));
    else if (reference.kind === 'absolute') {
      const forms = parameter.paths.map(({ path }) =>
        tokenKey(path.key, TOKEN_FORMS.code, '', reference.uri),
      );
      keys.push(...forms);
    } else throw wrong(name, 'the value is no reference');
  }
  if (keys.length > 0 && targets.length > 0) {
    throw wrong(name, 'references to this server and to elsewhere can not be mixed in one list');
  }
  if (keys.length > 0) return { kind: 'keys', keys };
  const limits = parameter.paths.flatMap(({ target }) => target ?? []);
  return {
    kind: 'reference',
    paths: parameter.paths.map(({ path }) => path.key),
    targets:
      limits.length === 0 ? targets : targets.filter((target) => limits.includes(target.type)),
  };
}

/** An id without a type means a resource of any type that the parameter points at. */
function bareId(
  id: string,
  parameter: SearchParameter,
  modifier: string | undefined,
): ResourceKey[] {
  const types = modifier === undefined ? (parameter.definition.target ?? []) : [modifier];
  return types.map((type) => ({ type, id }));
}

function wrong(name: string, reason: string): FhirError {
  return new FhirError('invalid-request', `Search parameter "${name.slice(0, 64)}": ${reason}.`);
}

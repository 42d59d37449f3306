/** URI parameters as they are asked: https://hl7.org/fhir/R4/search.html#uri */
import { anyOf } from '../criterion.js';
import { TOKEN_FORMS, tokenKey, type Key } from '../keys.js';
import type { Asked } from '../parse/context.js';
import { unknownModifier, wrongValue } from '../parse/errors.js';
import type { Criterion } from '../query.js';
import { placesOf, type QueryPath } from '../query-path.js';
import { splitValue, unescapeValue } from '../value.js';
import { orderedText } from './identity-text.js';
import { canonicalKeys } from './reference-query.js';

/** @param values of the comma list, still escaped */
export function uriCriterion(
  paths: readonly QueryPath[],
  values: readonly string[],
  asked: Asked,
): Criterion {
  switch (asked.modifier) {
    case undefined:
      return {
        kind: 'keys',
        keys: paths.flatMap((path) => equalKeys(path, values, asked.name)),
      };
    case 'above':
      return { kind: 'keys', keys: aboveKeys(paths, urls(values, asked.name), asked) };
    case 'below':
      return belowCriterion(paths, urls(values, asked.name), asked);
    default:
      throw unknownModifier(asked.name, asked.modifier);
  }
}

function equalKeys(path: QueryPath, values: readonly string[], name: string): Key[] {
  // The FHIRPath engine gives uris as they are, canonicals also without their version.
  if (path.types.includes('canonical')) return canonicalKeys(path, values, name);
  const { key } = path.search;
  return values.flatMap((value) => {
    const whole = tokenKey(key, TOKEN_FORMS.code, '', unescapeValue(value));
    const [url = '', version, ...more] = splitValue(value, '|').map(unescapeValue);
    if (version === undefined || more.length > 0) return [whole];
    // The url of a resource with its version: see `canonical.ts`.
    return [whole, tokenKey(key, TOKEN_FORMS.versioned, url, version)];
  });
}

/** The modifiers look at the path of a URL; a URN has none. */
function urls(values: readonly string[], name: string): string[] {
  return values.map((value) => {
    const url = unescapeValue(value);
    if (/^urn:/i.test(url)) throw wrongValue(name, ':above and :below are for URLs, not for URNs');
    if (orderedText(url) !== url) throw wrongValue(name, 'a URL is too long');
    const bare = url.replace(/\/$/, '');
    if (bare === '') throw wrongValue(name, 'a value is no URL');
    return bare;
  });
}

/** The URL and all that it lies below, each with and without a slash at its end. */
function aboveKeys(
  paths: readonly QueryPath[],
  values: readonly string[],
  { name, parsing }: Asked,
): Key[] {
  const ancestors = values.flatMap((url) => {
    const start = url.indexOf('://');
    const from = start === -1 ? 0 : start + '://'.length;
    const ends = [...url.slice(from).matchAll(/\//g)].map(({ index }) => from + index);
    return [...ends.map((end) => url.slice(0, end)), url];
  });
  parsing.countValues(name, ancestors.length);
  return [...new Set(ancestors)].flatMap((url) =>
    paths.flatMap(({ search }) =>
      [url, `${url}/`].map((text) => tokenKey(search.key, TOKEN_FORMS.code, '', text)),
    ),
  );
}

function belowCriterion(
  paths: readonly QueryPath[],
  asked: readonly string[],
  { name }: Asked,
): Criterion {
  const ordered = paths.filter((path) => path.ordered);
  const others = paths.filter((path) => !path.ordered);
  const criteria: Criterion[] = [];
  if (ordered.length > 0) {
    const own = ordered.map(({ search }) => search.key);
    criteria.push({ kind: 'text', paths: own, match: 'below', values: asked });
  }
  if (others.length > 0) criteria.push(...belowInBody(others, asked, name));
  return anyOf(criteria);
}

/** Paths without rows: equal by key, longer by looking into the body. */
function belowInBody(
  paths: readonly QueryPath[],
  asked: readonly string[],
  name: string,
): Criterion[] {
  const places = paths.flatMap(({ typed }) =>
    typed.map((end) => {
      const place = placesOf(end);
      if (place === undefined) throw unknownModifier(name, 'below');
      return place;
    }),
  );
  const keys = asked.flatMap((url) =>
    paths.map(({ search }) => tokenKey(search.key, TOKEN_FORMS.code, '', url)),
  );
  return [
    { kind: 'keys', keys },
    { kind: 'content', places, match: 'exact', values: asked.map((url) => `${url}/`) },
  ];
}

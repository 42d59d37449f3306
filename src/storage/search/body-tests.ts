/** Criteria that read the body itself, for what has no index; `v.body` is the body as jsonb. */
import type { ContentCriterion, Criterion } from '../../search/query.js';
import { anyOf, type Printer } from './printer.js';

type Of<Kind extends Criterion['kind']> = Extract<Criterion, { kind: Kind }>;

export function contentTest({ places, match, values }: ContentCriterion, printer: Printer): string {
  const tests = places.map((place) => {
    const path = `${jsonPath(place)} ? (@ like_regex ${pattern(values, match)} flag "i")`;
    return `jsonb_path_exists(v.body, ${printer.add(path, 'jsonpath')})`;
  });
  return anyOf(tests);
}

/** In the lax mode of SQL/JSON a repetition is passed through. */
export function jsonPath(place: readonly string[]): string {
  return ['$', ...place.map((name) => JSON.stringify(name))].join('.');
}

/** A regular expression in which nothing of the values has a meaning, as a string of SQL/JSON. */
function pattern(values: readonly string[], match: ContentCriterion['match']): string {
  const escaped = values.map((value) => value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const any = `(${escaped.join('|')})`;
  return JSON.stringify(match === 'prefix' ? `^${any}` : any);
}

/** All of the words, in any order, whole and without regard to case. */
export function wordsTest({ where, anyOf: texts }: Of<'words'>, printer: Printer): string {
  const text =
    where === 'narrative'
      ? `regexp_replace(v.body #>> '{text,div}', '<[^>]*>', ' ', 'g')`
      : `(select string_agg(regexp_replace(t #>> '{}', '<[^>]*>', ' ', 'g'), ' ')
          from jsonb_path_query(v.body, 'strict $.** ? (@.type() == "string")') as t)`;
  const queries = texts.map((words) => `plainto_tsquery('simple', ${printer.add(words, 'text')})`);
  return `to_tsvector('simple', ${text}) @@ (${queries.join(' || ')})`;
}

const EARTH_RADIUS = 6371;

/** Great-circle distance by the haversine formula. */
export function nearTest(
  { latitude, longitude, kilometres }: Of<'near'>,
  printer: Printer,
): string {
  const number = (value: number): string => printer.add(value, 'double precision');
  const [lat, long] = ['latitude', 'longitude'].map(
    (name) => `(v.body #>> '{position,${name}}')::double precision`,
  );
  const [atLat, atLong] = [number(latitude), number(longitude)];
  // Without a position there is no distance; `least` would pass that over.
  return `${lat} is not null and ${long} is not null and 2 * ${EARTH_RADIUS} * asin(least(1, sqrt(
    power(sind((${lat} - ${atLat}) / 2), 2)
    + cosd(${lat}) * cosd(${atLat}) * power(sind((${long} - ${atLong}) / 2), 2)))) <= ${number(kilometres)}`;
}

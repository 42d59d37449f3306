/** Criteria that read the body itself, for what has no index; `v` is the row of `version`. */
import type { ContentCriterion, Criterion } from '../../search/query.js';
import { anyOf, type Printer } from './printer.js';

type Of<Kind extends Criterion['kind']> = Extract<Criterion, { kind: Kind }>;

export function contentTest({ places, match, values }: ContentCriterion, printer: Printer): string {
  const tests = places.flatMap((place) =>
    values.map((value) => {
      const path = printer.add(
        `${jsonPath(place)} ? (@ like_regex ${pattern(value, match)} flag "i")`,
        'jsonpath',
      );
      return `jsonb_path_exists(v.body::jsonb, ${path})`;
    }),
  );
  return anyOf(tests);
}

/** In the lax mode of SQL/JSON a repetition is passed through. */
export function jsonPath(place: readonly string[]): string {
  return ['$', ...place.map((name) => JSON.stringify(name))].join('.');
}

/** A regular expression in which nothing of the value has a meaning, as a string of SQL/JSON. */
function pattern(value: string, match: ContentCriterion['match']): string {
  const escaped = value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return JSON.stringify(match === 'prefix' ? `^${escaped}` : escaped);
}

/** All of the words, in any order, whole and without regard to case. */
export function wordsTest({ where, words }: Of<'words'>, printer: Printer): string {
  const text =
    where === 'narrative'
      ? `regexp_replace(v.body::jsonb #>> '{text,div}', '<[^>]*>', ' ', 'g')`
      : `(select string_agg(regexp_replace(t #>> '{}', '<[^>]*>', ' ', 'g'), ' ')
          from jsonb_path_query(v.body::jsonb, 'strict $.** ? (@.type() == "string")') as t)`;
  return `to_tsvector('simple', ${text}) @@ plainto_tsquery('simple', ${printer.add(words, 'text')})`;
}

const EARTH_RADIUS = 6371;

/** Great-circle distance by the haversine formula. */
export function nearTest(
  { latitude, longitude, kilometres }: Of<'near'>,
  printer: Printer,
): string {
  const number = (value: number): string => printer.add(value, 'double precision');
  const [lat, long] = ['latitude', 'longitude'].map(
    (name) => `(v.body::jsonb #>> '{position,${name}}')::double precision`,
  );
  const [atLat, atLong] = [number(latitude), number(longitude)];
  // Without a position there is no distance; `least` would pass that over.
  return `${lat} is not null and ${long} is not null and 2 * ${EARTH_RADIUS} * asin(least(1, sqrt(
    power(sind((${lat} - ${atLat}) / 2), 2)
    + cosd(${lat}) * cosd(${atLat}) * power(sind((${long} - ${atLong}) / 2), 2)))) <= ${number(kilometres)}`;
}

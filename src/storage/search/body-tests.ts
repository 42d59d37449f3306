/** Criteria that read the body itself, for what has no index; `v.body` is the body as jsonb. */
import type { ContentCriterion, Criterion } from '../../search/query.js';
import { CONTAINER_PATH, isContainedType } from '../../search/contained.js';
import { keyText } from '../../search/keys.js';
import { anyOf, type Printer, type Row } from './printer.js';

/** A select of the `body` of a row, turned into jsonb once, however many places are looked at. */
export function bodyOf(row: Row): string {
  const { alias, type } = row;
  if (isContainedType(type)) return containedBody(row);
  const own = `select x.body::jsonb as body from version x where x.rid = ${alias}.rid and x.version = ${alias}.version`;
  return row.alsoContained === true ? `${own} union all ${containedBody(row)}` : own;
}

/** It stands in the body of its container, whose version it has. */
function containedBody({ alias }: Row): string {
  return `select (x.body->'contained'->${placeOf(alias)})::jsonb as body
    from ${containerOf(alias)} join version x on x.rid = l.target and x.version = ${alias}.version`;
}

/** Behind `from`: the link `l` of a contained resource to its container. */
export function containerOf(alias: string): string {
  return `(select e.target from search_entry e where e.rid = ${alias}.rid and e.path = ${keyText(CONTAINER_PATH)} offset 0) l`;
}

/** The place of a contained resource among those of its container: see `contained-rows.ts`. */
export function placeOf(alias: string): string {
  return `split_part(${alias}.id, '/', 3)::integer`;
}

type Of<Kind extends Criterion['kind']> = Extract<Criterion, { kind: Kind }>;

export function contentTest({ places, match, values }: ContentCriterion, printer: Printer): string {
  const asked = printer.add(values, 'text[]');
  const text = match === 'folded' ? folded(`t #>> '{}'`) : `t #>> '{}'`;
  const tests = places.map((place) => {
    const path = printer.add(`${jsonPath(place)}[*]`, 'jsonpath');
    return `exists (select 1 from jsonb_path_query(v.body, ${path}) as t, unnest(${asked}) as k(value)
      where starts_with(${text}, k.value))`;
  });
  return anyOf(tests);
}

/** In the lax mode of SQL/JSON a repetition is passed through. */
export function jsonPath(place: readonly string[]): string {
  return ['$', ...place.map((name) => JSON.stringify(name))].join('.');
}

/** Signs between words; those of other scripts are compared as they are. */
const GAPS = String.raw`[\x01-\x2f\x3a-\x40\x5b-\x60\x7b-\xbf\xd7\xf7\u2000-\u2bff\u3000-\u303f]+`;

/** As they stand in a string of SQL. */
const APOSTROPHES = "''’‘`´";

/**
 * A text as `normaliseString` makes it, in any locale; in some of them, letters that are not Latin
 * keep their case.
 */
function folded(text: string): string {
  const bare = String.raw`lower(regexp_replace(normalize(${text}, NFKD), '[\u0300-\u036f]', '', 'g'))`;
  // Apostrophes have no counterpart: they are dropped.
  const latin = `translate(${bare}, 'øđłðØĐŁÐ${APOSTROPHES}', 'odldodld')`;
  const letters = [
    ['ß', 'ss'],
    ['æ', 'ae'],
    ['Æ', 'ae'],
    ['œ', 'oe'],
    ['Œ', 'oe'],
    ['þ', 'th'],
    ['Þ', 'th'],
  ].reduce((inner, [from = '', to = '']) => `replace(${inner}, '${from}', '${to}')`, latin);
  return `trim(regexp_replace(${letters}, '${GAPS}', ' ', 'g'))`;
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

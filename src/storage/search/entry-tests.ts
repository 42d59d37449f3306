/** Criteria as conditions on one row of `search_entry`. */
import type { Criterion, TextCriterion } from '../../search/query.js';
import { textArray } from '../arrays.js';
import { anyOf, type Printer } from './printer.js';
import { dateTest, numberTest } from './ranges.js';

export type EntryCriterion = Extract<
  Criterion,
  { kind: 'date' | 'number' | 'quantity' | 'text' | 'identifier' }
>;

const ENTRY_KINDS = new Set<string>(['date', 'number', 'quantity', 'text', 'identifier']);

export function isEntryCriterion(criterion: Criterion): criterion is EntryCriterion {
  return ENTRY_KINDS.has(criterion.kind);
}

type Of<Kind extends Criterion['kind']> = Extract<Criterion, { kind: Kind }>;

/** @param entry alias of the row */
export function entryTest(
  criterion: Exclude<EntryCriterion, { kind: 'identifier' }>,
  entry: string,
  printer: Printer,
): string {
  switch (criterion.kind) {
    case 'date': {
      const keys = criterion.paths.map(({ key }) => key);
      return `${printer.isOneOf(`${entry}.path`, keys)} and ${dateTest(criterion, entry, printer)}`;
    }
    case 'number': {
      const columns = { low: `${entry}.low`, high: `${entry}.high` };
      // The index of numbers holds those that have a low bound, which all of them have.
      return `${printer.isOneOf(`${entry}.path`, criterion.paths)} and ${entry}.low is not null and ${numberTest(criterion, columns, printer)}${codeSystem(criterion, entry, printer)}`;
    }
    case 'quantity': {
      const columns = { low: `${entry}.unit_low`, high: `${entry}.unit_high` };
      return `${entry}.path = ${printer.key(criterion.path)} and ${entry}.unit = ${printer.key(criterion.unit)} and ${numberTest(criterion, columns, printer)}${codeSystem(criterion, entry, printer)}`;
    }
    case 'text':
      return textTest(criterion, entry, printer);
  }
}

function codeSystem(
  { codeSystem: system }: Of<'number' | 'quantity'>,
  entry: string,
  printer: Printer,
): string {
  return system === undefined ? '' : ` and ${entry}.code_system = ${printer.key(system)}`;
}

function textTest(
  { paths, match, values }: TextCriterion,
  entry: string,
  printer: Printer,
): string {
  const tests = values.map((value) => {
    const asked = printer.add(value, 'text');
    if (match === 'contains') return `position(${asked} in ${entry}.text) > 0`;
    const range = textRange(`${entry}.text`, asked);
    if (match === 'prefix') return range;
    const separator = /[/#|:]$/.test(value)
      ? ''
      : ` and (${entry}.text = ${asked} or starts_with(${entry}.text, ${asked} || '/'))`;
    return `(${range}${separator})`;
  });
  return `${printer.isOneOf(`${entry}.path`, paths)} and ${anyOf(tests)}`;
}

/** Texts that begin with another, as a range of the index. */
export function textRange(column: string, asked: string): string {
  return `(${column} >= ${asked} and ${column} < ${asked} || chr(1114111))`;
}

/** With a system both are compared; without one, any system will do. */
export function identifierTest(
  { paths, values }: Of<'identifier'>,
  entry: string,
  printer: Printer,
): string {
  const anySystem = values.filter(({ system }) => system === undefined).map(({ value }) => value);
  const paired = values.filter(({ system }) => system !== undefined);
  const tests: string[] = [];
  if (anySystem.length > 0) {
    tests.push(`${entry}.text = any(${printer.add(textArray(anySystem), 'text[]')})`);
  }
  const [single, ...more] = paired;
  if (single !== undefined && more.length === 0) {
    tests.push(
      `(${entry}.text = ${printer.add(single.value, 'text')} and ${entry}.system = ${printer.add(single.system, 'text')})`,
    );
  } else if (single !== undefined) {
    const texts = printer.add(textArray(paired.map(({ value }) => value)), 'text[]');
    const systems = printer.add(textArray(paired.map(({ system }) => system)), 'text[]');
    tests.push(
      `(${entry}.text = any(${texts}) and exists (select 1 from unnest(${texts}, ${systems}) as k(text, system) where k.text = ${entry}.text and k.system = ${entry}.system))`,
    );
  }
  return `${printer.isOneOf(`${entry}.path`, paths)} and ${entry}.system is not null and ${anyOf(tests)}`;
}

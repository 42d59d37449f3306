/**
 * Index paths: a search expression applied to one resource type, resolved against the definitions
 * into concrete JSON properties, so that it can be followed without looking anything up.
 */
import { isObject, type JsonObject, type JsonValue } from '../fhir/json.js';
import type { Definitions, Property } from '../packages/registry.js';
import type { PathExpression, Step } from './expression.js';
import { impliedSystem, type ImpliedSystem } from './implied-system.js';

/** One move down the tree. */
type Move =
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'equals'; readonly name: string; readonly value: string }
  | { readonly kind: 'index'; readonly index: number };

/** A path through JSON that ends in values of one FHIR type. */
export interface TypedPath {
  readonly moves: readonly Move[];
  readonly type: string;
  /** True when some element on the way repeats. */
  readonly repeats: boolean;
  /** True when every element on the way must be present. */
  readonly mandatory: boolean;
  /** Of a `code`; undefined where nothing says which system its codes are of. */
  readonly implied?: ImpliedSystem;
}

export interface ResolvedPath {
  /** Canonical text of the path, without conditions on a reference's target. */
  readonly text: string;
  /** One for each type that the path's end can have. */
  readonly typed: readonly TypedPath[];
  /** The type a reference must point at (`where(resolve() is Patient)`). */
  readonly target?: string;
}

/** Resolves one branch of an expression for a type; undefined when it does not apply to that type. */
export function resolvePath(
  definitions: Definitions,
  type: string,
  expression: PathExpression,
): ResolvedPath | undefined {
  const { start, steps } = expression;
  if (start !== undefined && !definitions.isA(type, start)) return undefined;
  const target = steps.find((step) => step.kind === 'target')?.type;
  const followed = steps.filter((step) => step.kind !== 'target');
  let typed: TypedPath[] = [{ moves: [], type, repeats: false, mandatory: true }];
  for (const step of followed) typed = typed.flatMap((path) => follow(definitions, path, step));
  if (typed.length === 0) return undefined;
  return {
    text: type + followed.map(stepText).join(''),
    typed,
    ...(target === undefined ? {} : { target }),
  };
}

function follow(definitions: Definitions, path: TypedPath, step: Step): TypedPath[] {
  switch (step.kind) {
    case 'child':
      return children(definitions, path.type, step.name).map((property) => ({
        moves: [...path.moves, { kind: 'property', name: property.name }],
        type: property.type,
        repeats: path.repeats || property.array,
        mandatory: path.mandatory && property.element.min > 0,
        ...impliedBy(definitions, property),
      }));
    case 'type':
      return sameType(path.type, step.type) ? [{ ...path, mandatory: false }] : [];
    case 'equals':
      return [{ ...path, moves: [...path.moves, step], mandatory: false }];
    case 'index':
      return [{ ...path, moves: [...path.moves, step] }];
    case 'target':
      return [path];
  }
}

function impliedBy(
  definitions: Definitions,
  { type, element }: Property,
): Pick<TypedPath, 'implied'> {
  const implied = type === 'code' ? impliedSystem(definitions, element) : undefined;
  return implied === undefined ? {} : { implied };
}

/** A choice element `value` has a property for each of its types. */
function children(definitions: Definitions, type: string, name: string): Property[] {
  return [...definitions.properties(type).values()].filter(
    (property) => property.element.name === name,
  );
}

/** Published expressions write `DateTime` for `dateTime` now and then. */
function sameType(type: string, asked: string): boolean {
  return type === asked || type.toLowerCase() === asked.toLowerCase();
}

function stepText(step: Step): string {
  switch (step.kind) {
    case 'child':
      return `.${step.name}`;
    case 'type':
      return `.as(${step.type})`;
    case 'equals':
      return `.where(${step.name}='${step.value}')`;
    case 'index':
      return `[${step.index}]`;
    case 'target':
      return '';
  }
}

/** Calls `visit` for each value at the end of the path. */
export function visitPath(
  root: JsonObject,
  moves: readonly Move[],
  visit: (value: JsonValue) => void,
): void {
  step(root, moves, 0, visit);
}

function step(
  value: JsonValue,
  moves: readonly Move[],
  at: number,
  visit: (value: JsonValue) => void,
): void {
  const move = moves[at];
  if (move === undefined) {
    visit(value);
    return;
  }
  if (move.kind === 'property') descend(value, move.name, moves, at, visit);
  else if (move.kind === 'equals') {
    if (isObject(value) && value[move.name] === move.value) step(value, moves, at + 1, visit);
  } else step(value, moves, at + 1, visit);
}

// eslint-disable-next-line max-params -- the hottest function of extraction; an object would cost more than it tells
function descend(
  value: JsonValue,
  name: string,
  moves: readonly Move[],
  at: number,
  visit: (value: JsonValue) => void,
): void {
  const child = isObject(value) ? value[name] : undefined;
  if (child === undefined || child === null) return;
  if (!Array.isArray(child)) {
    step(child, moves, at + 1, visit);
    return;
  }
  const next = moves[at + 1];
  if (next?.kind === 'index') {
    const chosen = child[next.index];
    if (chosen !== undefined && chosen !== null) step(chosen, moves, at + 2, visit);
    return;
  }
  for (const item of child) if (item !== null) step(item, moves, at + 1, visit);
}

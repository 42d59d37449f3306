/** FHIRPath trees to JavaScript closures; what is known before evaluation is decided once. */
import { FhirPathSyntaxError, type Expression, type LiteralValue } from './ast.js';
import { spend, type Environment, type Evaluate } from './environment.js';
import { FUNCTIONS, ITERATORS } from './functions.js';
import { FhirNode } from './node.js';
import { BINARY } from './operators.js';
import { parseFhirPath } from './parser.js';
import { isOfType, typeSpecifier } from './types.js';
import {
  FhirPathError,
  number,
  QuantityValue,
  Temporal,
  type Collection,
  type Item,
} from './values.js';

const EMPTY: Collection = [];

/** @throws FhirPathSyntaxError for what can't be read and for functions that are not known here */
export function compileFhirPath(text: string): Evaluate {
  return compile(parseFhirPath(text));
}

function compile(expression: Expression): Evaluate {
  switch (expression.kind) {
    case 'literal': {
      const constant: Collection = [literal(expression.value)];
      return () => constant;
    }
    case 'empty':
      return () => EMPTY;
    case 'member':
      return member(expression);
    case 'call':
      return call(expression);
    case 'index':
      return index(compile(expression.source), compile(expression.at));
    case 'special':
      return special(expression.name);
    case 'variable':
      return (_, environment) => variable(environment, expression.name);
    case 'minus':
      return minus(compile(expression.operand));
    case 'binary':
      return binary(expression);
    case 'type':
      return typeOperator(expression);
  }
}

function literal(value: LiteralValue): Item {
  if (typeof value !== 'object') return value;
  return 'temporal' in value
    ? new Temporal(value.temporal)
    : new QuantityValue(value.quantity, value.unit);
}

/** A first name in capitals may be the type of the input itself: `Appointment.status`. */
function member({ source, name }: Extract<Expression, { kind: 'member' }>): Evaluate {
  if (source === undefined && /^[A-Z]/.test(name)) {
    return (input, environment) =>
      input.every((item) => isOfType(item, name, environment.navigator.types))
        ? input
        : step(input, name, environment);
  }
  if (source === undefined) return (input, environment) => step(input, name, environment);
  const from = compile(source);
  return (input, environment) => step(from(input, environment), name, environment);
}

function step(input: Collection, name: string, environment: Environment): Collection {
  if (input.length === 0) return EMPTY;
  spend(environment, input.length);
  if (input.length === 1) {
    const [only] = input;
    return only instanceof FhirNode ? environment.navigator.children(only, name) : EMPTY;
  }
  const found: Item[] = [];
  for (const item of input) {
    if (!(item instanceof FhirNode)) continue;
    for (const child of environment.navigator.children(item, name)) found.push(child);
  }
  return found;
}

function call({ source, name, args }: Extract<Expression, { kind: 'call' }>): Evaluate {
  const from: Evaluate = source === undefined ? (input) => input : compile(source);
  const typed = typeSpecifier(name, args);
  if (typed !== undefined) {
    return (input, environment) => typed(from(input, environment), environment.navigator.types);
  }
  const iterator = ITERATORS.get(name);
  if (iterator !== undefined) {
    const evaluate = iterator(args.map(compile));
    return (input, environment) => evaluate(from(input, environment), environment);
  }
  const apply = FUNCTIONS.get(name);
  if (apply === undefined) throw new FhirPathSyntaxError(`the function ${name}() is not known`);
  const compiled = args.map(compile);
  return (input, environment) => {
    const own = from(input, environment);
    spend(environment, own.length + 1);
    const values = compiled.map((argument) => argument(environment.self, environment));
    return apply(own, values, environment);
  };
}

function index(source: Evaluate, at: Evaluate): Evaluate {
  return (input, environment) => {
    const place = number(at(environment.self, environment));
    const item = place === undefined ? undefined : source(input, environment)[place];
    return item === undefined ? EMPTY : [item];
  };
}

function special(name: string): Evaluate {
  if (name === 'this') return (_, environment) => environment.self;
  if (name === 'index') return (_, environment) => [environment.position];
  throw new FhirPathSyntaxError(`$${name} is not known`);
}

function variable(environment: Environment, name: string): Collection {
  const value = environment.variables.get(name);
  if (value !== undefined) return value;
  if (name.startsWith('vs-')) return [`http://hl7.org/fhir/ValueSet/${name.slice(3)}`];
  if (name.startsWith('ext-')) return [`http://hl7.org/fhir/StructureDefinition/${name.slice(4)}`];
  throw new FhirPathError(`the variable %${name} is not known`);
}

function minus(operand: Evaluate): Evaluate {
  return (input, environment) => {
    const value = number(operand(input, environment));
    return value === undefined ? EMPTY : [-value];
  };
}

function binary({ operator, left, right }: Extract<Expression, { kind: 'binary' }>): Evaluate {
  const apply = BINARY.get(operator);
  if (apply === undefined) throw new FhirPathSyntaxError(`the operator ${operator} is not known`);
  return apply(compile(left), compile(right));
}

function typeOperator({
  operator,
  operand,
  type,
}: Extract<Expression, { kind: 'type' }>): Evaluate {
  const from = compile(operand);
  const asked: Expression = { kind: 'member', source: undefined, name: type };
  const typed = typeSpecifier(operator, [asked]);
  return (input, environment) =>
    typed?.(from(input, environment), environment.navigator.types) ?? EMPTY;
}

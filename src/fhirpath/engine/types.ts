/** `is`, `as`, `ofType`: https://hl7.org/fhirpath/N1/#types-and-reflection */
import { FhirPathSyntaxError, type Expression } from './ast.js';
import { FhirNode, type TypeKnowledge } from './node.js';
import { QuantityValue, Temporal, type Collection, type Item } from './values.js';

/** True when an item is of a type or of one that specialises it. */
export function isOfType(item: Item, type: string, types: TypeKnowledge): boolean {
  if (item instanceof FhirNode) {
    return item.type === type || types.isA(item.type, type) || isSystemType(item.type, type);
  }
  return ofSystemType(item, type);
}

/** `String` and `string`, `Boolean` and `boolean` are told apart by few authors. */
function isSystemType(own: string, asked: string): boolean {
  return asked === own.charAt(0).toUpperCase() + own.slice(1);
}

function ofSystemType(item: Exclude<Item, FhirNode>, type: string): boolean {
  const name = type.toLowerCase();
  if (typeof item === 'string') return name === 'string';
  if (typeof item === 'boolean') return name === 'boolean';
  if (typeof item === 'number') return name === (Number.isInteger(item) ? 'integer' : 'decimal');
  if (item instanceof Temporal) return ['date', 'datetime', 'time', 'instant'].includes(name);
  return item instanceof QuantityValue && name === 'quantity';
}

type Typed = (input: Collection, types: TypeKnowledge) => Collection;

/** The evaluation of a type function; undefined for another function. */
export function typeSpecifier(name: string, args: readonly Expression[]): Typed | undefined {
  if (name !== 'is' && name !== 'as' && name !== 'ofType') return undefined;
  const type = typeName(args[0]);
  if (name === 'is') {
    return (input, types) =>
      input.length === 0 ? [] : [input.every((item) => isOfType(item, type, types))];
  }
  return (input, types) => input.filter((item) => isOfType(item, type, types));
}

function typeName(expression: Expression | undefined): string {
  if (expression?.kind === 'member') return expression.name;
  throw new FhirPathSyntaxError('a type is expected');
}

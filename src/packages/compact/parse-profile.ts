/** Reads a `.profile` file: the header, then a line for each element with its facts under it. */
import { Header } from './header.js';
import { CompactFormatError, remainderOf, wordOf, wordsOf } from './lines.js';
import type { Line } from './lines.js';
import type {
  AdditionalBinding,
  BindingFact,
  ConstraintFact,
  ElementFact,
  ProfileFacts,
  SlicingFact,
  TypeFact,
  ValueFact,
} from './model.js';
import { readValue } from './value.js';

const DEFINITIONS = 'http://hl7.org/fhir/StructureDefinition/';

/** A name alone means a definition of FHIR itself. */
export function expandCanonical(text: string): string {
  return /^\w+$/.test(text) ? DEFINITIONS + text : text;
}

/** The reverse of `expandCanonical`. */
export function shortenCanonical(canonical: string): string {
  const name = canonical.startsWith(DEFINITIONS) ? canonical.slice(DEFINITIONS.length) : '';
  return /^\w+$/.test(name) ? name : canonical;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
interface OpenElement extends Mutable<ElementFact> {
  readonly types: TypeFact[];
  readonly constraints: ConstraintFact[];
}

function needed(text: string | undefined, line: Line): string {
  if (text === undefined) throw new CompactFormatError(`"${line.key}" lacks a word`, line);
  return text;
}

function childrenOf(line: Line, ...known: string[]): readonly Line[] {
  const stranger = line.children.find((child) => !known.includes(child.key));
  if (stranger) throw new CompactFormatError(`unknown: ${stranger.key}`, stranger);
  return line.children;
}

function parseType(line: Line): TypeFact {
  const [code, ...profiles] = wordsOf(line);
  return {
    code: needed(code, line),
    profiles: profiles.map(expandCanonical),
    targets: childrenOf(line, 'to').map((target) => expandCanonical(wordOf(target))),
  };
}

function parseSlicing(line: Line): SlicingFact {
  const [rules, ...more] = wordsOf(line);
  const discriminators = more
    .filter((text) => text !== 'ordered')
    .map((text) => {
      const colon = text.indexOf(':');
      if (colon < 0) throw new CompactFormatError(`not a discriminator: ${text}`, line);
      return { type: text.slice(0, colon), path: text.slice(colon + 1) };
    });
  return { rules: needed(rules, line), ordered: more.includes('ordered'), discriminators };
}

function parseAdditional(line: Line): AdditionalBinding {
  const [purpose, valueSet, key] = wordsOf(line);
  return {
    purpose: needed(purpose, line),
    valueSet: needed(valueSet, line),
    ...(key !== undefined && { key }),
  };
}

function parseBinding(line: Line): BindingFact {
  const [strength, valueSet] = wordsOf(line);
  return {
    strength: needed(strength, line),
    ...(valueSet !== undefined && { valueSet }),
    additional: childrenOf(line, 'additional').map(parseAdditional),
  };
}

function parseConstraint(line: Line): ConstraintFact {
  const [key, severity] = wordsOf(line, 2);
  const expression = remainderOf(line, 2);
  const [source] = childrenOf(line, 'source');
  return {
    key: needed(key, line),
    severity: needed(severity, line),
    ...(expression !== undefined && { expression }),
    ...(source && { source: expandCanonical(wordOf(source)) }),
  };
}

function parseValue(line: Line): ValueFact {
  try {
    return readValue(line.rest);
  } catch {
    throw new CompactFormatError(`not a value: ${line.rest}`, line);
  }
}

/** Each fact by the word it starts with. */
const FACTS: Record<string, (element: OpenElement, line: Line) => void> = {
  path: (element, line) => (element.path = wordOf(line)),
  slice: (element, line) => (element.slice = wordOf(line)),
  slicing: (element, line) => (element.slicing = parseSlicing(line)),
  type: (element, line) => element.types.push(parseType(line)),
  content: (element, line) => (element.content = wordOf(line)),
  fixed: (element, line) => (element.fixed = parseValue(line)),
  pattern: (element, line) => (element.pattern = parseValue(line)),
  minValue: (element, line) => (element.minValue = parseValue(line)),
  maxValue: (element, line) => (element.maxValue = parseValue(line)),
  maxLength: (element, line) => (element.maxLength = Number(wordOf(line))),
  binding: (element, line) => (element.binding = parseBinding(line)),
  constraint: (element, line) => element.constraints.push(parseConstraint(line)),
  modifier: (element, line) => (element.isModifier = wordOf(line) === 'true'),
};

function parseElement(line: Line): ElementFact {
  if (!line.key.startsWith('.')) throw new CompactFormatError(`unknown: ${line.key}`, line);
  const element: OpenElement = { id: line.key, types: [], constraints: [] };
  if (line.rest !== '') {
    const bounds = /^(\d*)\.\.(\d+|\*)?$/.exec(line.rest);
    if (!bounds) throw new CompactFormatError(`not a cardinality: ${line.rest}`, line);
    if (bounds[1]) element.min = Number(bounds[1]);
    if (bounds[2]) element.max = bounds[2];
  }
  for (const child of line.children) {
    const read = FACTS[child.key];
    if (!read) throw new CompactFormatError(`unknown: ${child.key}`, child);
    read(element, child);
  }
  return element;
}

export function parseProfile(head: Line, body: readonly Line[]): ProfileFacts {
  const own = ['kind', 'type', 'base', 'abstract', 'context', 'invariant'];
  const header = new Header(head, own);
  return {
    form: 'profile',
    ...header.canonical(),
    kind: header.need('kind'),
    type: header.need('type'),
    base: expandCanonical(header.need('base')),
    abstract: header.flag('abstract') ?? false,
    contexts: header.all('context').map((line) => {
      const [type] = wordsOf(line, 1);
      return { type: needed(type, line), expression: needed(remainderOf(line, 1), line) };
    }),
    contextInvariants: header.all('invariant').map((line) => needed(remainderOf(line), line)),
    elements: body.map(parseElement),
  };
}

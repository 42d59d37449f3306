/** Writes facts in the form that `parse.ts` reads; used to make and to test the files of `profiles/`. */
import { remainder, word } from './lines.js';
import type {
  CodeFact,
  ConstraintFact,
  ElementFact,
  Facts,
  IncludeFact,
  Manifest,
  ProfileFacts,
  TypeFact,
} from './model.js';
import { shortenCanonical } from './parse-profile.js';
import { writeValue } from './value.js';

function optional<T>(value: T | undefined, write: (value: T) => string): string[] {
  return value === undefined ? [] : [write(value)];
}

function canonicalWord(canonical: string): string {
  return word(shortenCanonical(canonical));
}

function printHeader(facts: Facts, own: readonly string[]): string[] {
  return [
    `${facts.form} ${word(facts.id)}`,
    `  url ${remainder(facts.url)}`,
    `  name ${remainder(facts.name)}`,
    ...optional(facts.version, (version) => `  version ${remainder(version)}`),
    `  status ${remainder(facts.status)}`,
    ...own.map((line) => `  ${line}`),
    '',
  ];
}

function printType(type: TypeFact): string[] {
  return [
    ['  type', word(type.code), ...type.profiles.map(canonicalWord)].join(' '),
    ...type.targets.map((target) => `    to ${canonicalWord(target)}`),
  ];
}

function printSlicing(slicing: NonNullable<ElementFact['slicing']>): string {
  const by = slicing.discriminators.map(({ type, path }) => word(`${type}:${path}`));
  return ['  slicing', word(slicing.rules), ...(slicing.ordered ? ['ordered'] : []), ...by].join(
    ' ',
  );
}

function printBinding(binding: NonNullable<ElementFact['binding']>): string[] {
  const words = [binding.strength, ...optional(binding.valueSet, String)].map(word);
  return [
    `  binding ${words.join(' ')}`,
    ...binding.additional.map(({ purpose, valueSet, key }) =>
      ['    additional', ...[purpose, valueSet, ...optional(key, String)].map(word)].join(' '),
    ),
  ];
}

function printConstraint({ key, severity, expression, source }: ConstraintFact): string[] {
  const words = [word(key), word(severity), ...optional(expression, remainder)];
  return [
    `  constraint ${words.join(' ')}`,
    ...optional(source, (canonical) => `    source ${canonicalWord(canonical)}`),
  ];
}

function printElement(element: ElementFact): string[] {
  const { min, max } = element;
  const bounded = min !== undefined || max !== undefined;
  return [
    bounded ? `${element.id} ${min ?? ''}..${max ?? ''}` : element.id,
    ...optional(element.path, (path) => `  path ${word(path)}`),
    ...optional(element.slice, (slice) => `  slice ${word(slice)}`),
    ...optional(element.slicing, printSlicing),
    ...element.types.flatMap(printType),
    ...optional(element.content, (content) => `  content ${word(content)}`),
    ...optional(element.fixed, (value) => `  fixed ${writeValue(value)}`),
    ...optional(element.pattern, (value) => `  pattern ${writeValue(value)}`),
    ...optional(element.minValue, (value) => `  minValue ${writeValue(value)}`),
    ...optional(element.maxValue, (value) => `  maxValue ${writeValue(value)}`),
    ...optional(element.maxLength, (length) => `  maxLength ${length}`),
    ...(element.binding ? printBinding(element.binding) : []),
    ...element.constraints.flatMap(printConstraint),
    ...optional(element.isModifier, (modifier) => `  modifier ${String(modifier)}`),
  ];
}

function printProfile(facts: ProfileFacts): string[] {
  const header = [
    `kind ${word(facts.kind)}`,
    `type ${word(facts.type)}`,
    `base ${canonicalWord(facts.base)}`,
    ...(facts.abstract ? ['abstract true'] : []),
    ...facts.contexts.map(
      ({ type, expression }) => `context ${word(type)} ${remainder(expression)}`,
    ),
    ...facts.contextInvariants.map((invariant) => `invariant ${remainder(invariant)}`),
  ];
  return [...printHeader(facts, header), ...facts.elements.flatMap(printElement)];
}

function printInclude(key: string, include: IncludeFact): string[] {
  return [
    [key, ...optional(include.system, word)].join(' '),
    ...optional(include.version, (version) => `  version ${word(version)}`),
    ...include.valueSets.map((valueSet) => `  valueset ${word(valueSet)}`),
    ...include.filters.map(
      ({ property, op, value }) => `  filter ${[property, op, value].map(word).join(' ')}`,
    ),
    ...include.codes.map(
      ({ code, deprecated }) => `  - ${word(code)}${deprecated ? ' deprecated' : ''}`,
    ),
  ];
}

function printCode(fact: CodeFact): string {
  return [
    '-',
    word(fact.code),
    ...optional(fact.parent, (parent) => word(`parent=${parent}`)),
    ...optional(fact.status, (status) => word(`status=${status}`)),
    ...(fact.inactive ? ['inactive'] : []),
    ...(fact.notSelectable ? ['notSelectable'] : []),
  ].join(' ');
}

function linesOf(facts: Facts): string[] {
  switch (facts.form) {
    case 'profile':
      return printProfile(facts);
    case 'valueset':
      return [
        ...printHeader(
          facts,
          optional(facts.inactive, (inactive) => `inactive ${String(inactive)}`),
        ),
        ...facts.includes.flatMap((include) => printInclude('include', include)),
        ...facts.excludes.flatMap((exclude) => printInclude('exclude', exclude)),
      ];
    case 'codesystem':
      return [
        ...printHeader(facts, [
          `content ${word(facts.content)}`,
          ...optional(facts.caseSensitive, (sensitive) => `caseSensitive ${String(sensitive)}`),
        ]),
        ...facts.codes.map(printCode),
      ];
  }
}

export function printFacts(facts: Facts): string {
  return `${linesOf(facts).join('\n').trimEnd()}\n`;
}

export function printManifest(manifest: Manifest): string {
  const { name, version, dependencies, sameAs } = manifest;
  const lines = [
    `package ${word(name)} ${word(version)}`,
    ...Object.entries(dependencies).map(([on, which]) => `  depends ${word(on)} ${word(which)}`),
    ...Object.entries(sameAs).flatMap(([folder, files]) => [
      '',
      `same-as ${word(folder)}`,
      ...files.map((file) => `  - ${remainder(file)}`),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

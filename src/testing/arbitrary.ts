/** Any resource that the definitions allow, for property-based tests. */
import fc from 'fast-check';
import { decimalFromText } from '../fhir/decimal.js';
import type { JsonObject, JsonValue } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import type { ElementModel } from '../packages/model.js';
import type { Definitions, Property } from '../packages/registry.js';

/** At this depth only what is mandatory is made. */
const MAX_DEPTH = 3;
const MAX_OPTIONAL = 4;
/** Resources inside resources: few types, so that they stay small. */
const INNER_TYPES = ['Basic', 'Device', 'Patient'];

/** Anything that XML can hold: no control characters, no halves of surrogate pairs. */
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .map((value) => value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '·'));
const special = fc.constantFrom('<&>"\'', 'a\tb\nc\r\nd', ' x ', ']]>', '&amp;', '😀', '0.10');
const string = fc.oneof({ weight: 3, arbitrary: text }, special);
const word = fc.stringMatching(/^[a-z<&"é]{1,8}$/);
const digits = fc.stringMatching(/^[0-9]{1,12}$/);

const decimal = fc
  .tuple(fc.constantFrom('', '-'), fc.nat(), fc.option(digits), fc.constantFrom('', 'e3', 'E-7'))
  .map(([sign, whole, fraction, exponent]) =>
    decimalFromText(`${sign}${whole}${fraction === null ? '' : `.${fraction}`}${exponent}`),
  );

const PRIMITIVES: Readonly<Record<string, fc.Arbitrary<JsonValue>>> = {
  base64Binary: fc.base64String({ minLength: 4, maxLength: 16 }),
  boolean: fc.boolean(),
  canonical: word.map((name) => `http://example.org/${name}|1.0`),
  code: fc.oneof(
    word,
    word.map((name) => `${name} x`),
  ),
  date: fc.constantFrom('2024', '2024-02', '2024-02-29', '1900-12-31'),
  dateTime: fc.constantFrom('2024', '2024-02', '2024-02-29', '2024-02-29T23:59:60.000+14:00'),
  decimal,
  id: fc.stringMatching(/^[A-Za-z0-9.-]{1,64}$/),
  instant: fc.constantFrom('2024-02-29T12:00:00Z', '2024-02-29T12:00:00.123456-05:30'),
  integer: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  markdown: string,
  oid: fc.constantFrom('urn:oid:1.2.3', 'urn:oid:2.16.840.1.113883'),
  positiveInt: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  string,
  time: fc.constantFrom('00:00:00', '23:59:59.999'),
  unsignedInt: fc.nat(),
  uri: word.map((name) => `urn:x:${name}`),
  url: word.map((name) => `http://example.org/${name}?a=1&b=2`),
  uuid: fc.uuid().map((uuid) => `urn:uuid:${uuid}`),
  xhtml: text.map(
    (value) =>
      `<div xmlns="http://www.w3.org/1999/xhtml"><p title='t'>${escaped(value)}</p> x<br/></div>`,
  ),
};

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const known = new WeakMap<Definitions, Arbitraries>();

export function arbitraryResource(definitions: Definitions, type: string): fc.Arbitrary<Resource> {
  const arbitraries = known.get(definitions) ?? new Arbitraries(definitions);
  known.set(definitions, arbitraries);
  return arbitraries.object(type, 0).map((members) => ({ resourceType: type, ...members }));
}

/** Types contain themselves: nothing is made before it is needed. */
function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

type Member = [name: string, value: JsonValue];

class Arbitraries {
  readonly #definitions: Definitions;
  /** Made once for each type and depth. */
  readonly #objects = new Map<string, fc.Arbitrary<JsonObject>>();

  constructor(definitions: Definitions) {
    this.#definitions = definitions;
  }

  object(type: string, depth: number): fc.Arbitrary<JsonObject> {
    const name = `${type} ${depth}`;
    const object = this.#objects.get(name) ?? this.#object(type, depth);
    this.#objects.set(name, object);
    return object;
  }

  /** Not empty, except for resources, which have their type. */
  #object(type: string, depth: number): fc.Arbitrary<JsonObject> {
    const elements = new Map<ElementModel, Property[]>();
    for (const property of this.#definitions.properties(type).values()) {
      const choices = elements.get(property.element) ?? [];
      elements.set(property.element, [...choices, property]);
    }
    const all = [...elements].map(([element, choices]) => ({ element, choices }));
    const required = all.filter(({ element }) => element.min > 0);
    const optional = all.filter(({ element }) => element.min === 0);
    const isSmall = depth >= MAX_DEPTH;
    const simple = optional.filter(({ choices }) => choices[0]?.primitive === true);
    const candidates = isSmall && simple.length > 0 ? simple : optional;
    const isResource = this.#definitions.type(type)?.kind === 'resource';
    const least = required.length > 0 || isResource ? 0 : 1;
    const most = isSmall ? least : Math.min(MAX_OPTIONAL, candidates.length);
    const members = new Map(
      all.map(({ element, choices }) => [element, lazily(() => this.#choice(choices, depth))]),
    );
    return fc
      .subarray(candidates, { minLength: least, maxLength: most })
      .chain((chosen) =>
        fc.tuple(
          ...[...required, ...chosen].flatMap(({ element }) => members.get(element)?.() ?? []),
        ),
      )
      .map((made) => Object.fromEntries(made.flat()));
  }

  #choice(choices: readonly Property[], depth: number): fc.Arbitrary<Member[]> {
    const members = choices.map((property) => lazily(() => this.#member(property, depth)));
    return fc.nat(choices.length - 1).chain((index) => members[index]?.() ?? fc.constant([]));
  }

  #member(property: Property, depth: number): fc.Arbitrary<Member[]> {
    const { name, array, element, primitive, type } = property;
    const single = this.#value(property, depth);
    if (primitive && type !== 'xhtml' && element.attribute !== true && name !== 'id') {
      return this.#primitive(property, single, depth);
    }
    if (!array) return single.map((value): Member[] => [[name, value]]);
    return fc
      .array(single, { minLength: 1, maxLength: Math.min(2, element.max ?? 2) })
      .map((values): Member[] => [[name, values]]);
  }

  /** `name`, `_name` or both; in lists with nulls where one of the two is absent. */
  #primitive(
    { name, array, element }: Property,
    value: fc.Arbitrary<JsonValue>,
    depth: number,
  ): fc.Arbitrary<Member[]> {
    const extra = depth >= MAX_DEPTH ? fc.constant(null) : fc.option(this.#extra(depth + 1));
    const item = fc.oneof(
      { weight: 3, arbitrary: fc.tuple(value, fc.constant<JsonValue>(null)) },
      fc.tuple(value, extra),
      ...(depth >= MAX_DEPTH
        ? []
        : [fc.tuple(fc.constant<JsonValue>(null), this.#extra(depth + 1))]),
    );
    const items = fc.array(item, {
      minLength: 1,
      maxLength: array ? Math.min(3, element.max ?? 3) : 1,
    });
    return items.map((pairs) =>
      [name, `_${name}`].flatMap((key, side): Member[] => {
        const values = pairs.map((pair) => pair[side] ?? null);
        if (values.every((one) => one === null)) return [];
        return [[key, array ? values : (values[0] ?? null)]];
      }),
    );
  }

  #extra(depth: number): fc.Arbitrary<JsonValue> {
    const extension = fc.array(this.object('Extension', depth), { minLength: 1, maxLength: 2 });
    return fc.oneof(
      string.map((id) => ({ id })),
      extension.map((all) => ({ extension: all })),
      fc.record({ id: string, extension }),
    );
  }

  #value({ type, element, primitive }: Property, depth: number): fc.Arbitrary<JsonValue> {
    const codes = Object.entries(this.#definitions.codeList(element.valueSet ?? '') ?? {});
    const coding = codes.flatMap(([system, list]) => list.map((code) => ({ system, code })));
    if (coding.length > 0 && (type === 'code' || !primitive)) {
      return fc.constantFrom(...coding).map((one): JsonValue => {
        if (type === 'code') return one.code;
        return type === 'CodeableConcept' ? { coding: [one] } : one;
      });
    }
    if (primitive) return PRIMITIVES[type] ?? string;
    if (type === 'Reference') return this.#reference(element);
    if (type !== 'Resource') return this.object(type, depth + 1);
    return fc
      .constantFrom(...INNER_TYPES)
      .chain((inner) =>
        this.object(inner, depth + 1).map((members) => ({ resourceType: inner, ...members })),
      );
  }

  #reference({ targets = ['Patient'] }: ElementModel): fc.Arbitrary<JsonValue> {
    const local = fc
      .tuple(fc.constantFrom(...targets), fc.stringMatching(/^[a-z0-9]{1,6}$/))
      .map(([type, id]) => ({ reference: `${type}/${id}` }));
    return fc.oneof(
      local,
      string.map((display) => ({ display })),
      word.map((value) => ({ identifier: { value } })),
      fc.constant({ reference: '#x' }),
    );
  }
}

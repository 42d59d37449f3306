/**
 * What the CapabilityStatement says of searches. Nothing is listed by hand: modifiers are those that
 * the parser takes, includes are the references that can be followed.
 * https://hl7.org/fhir/R4/capabilitystatement-definitions.html#CapabilityStatement.rest.resource.searchParam
 */
import { FhirError } from '../../fhir/errors.js';
import type { JsonObject } from '../../fhir/json.js';
import type { Concepts, ParseContext } from '../../search/parse/context.js';
import { NotUnderstoodError } from '../../search/parse/errors.js';
import { isSearchable, parseCriteria } from '../../search/parse/search.js';
import { queryPaths } from '../../search/query-path.js';
import type { SearchParameter } from '../../search/registry.js';
import { linkedTypes } from '../../search/parse/chain.js';
import { linksOf } from '../../search/types/reference-query.js';
import type { Environment } from '../environment.js';
import { parseContext } from './context.js';

/** Modifiers with a value that each would take. */
const MODIFIERS: readonly (readonly [modifier: string, value: string])[] = [
  ['missing', 'true'],
  ['exact', 'x'],
  ['contains', 'x'],
  ['not', 'x'],
  ['text', 'x'],
  ['in', 'http://example.org'],
  ['not-in', 'http://example.org'],
  ['above', 'http://example.org|x'],
  ['below', 'http://example.org|x'],
  ['of-type', 'http://example.org|x|x'],
  ['identifier', 'x'],
];

/** What a modifier would find does not matter here. */
const NO_CONCEPTS: Concepts = { inValueSet: () => ({ codes: [] }), related: () => ({ codes: [] }) };

export class SearchDescription {
  readonly #environment: Environment;
  readonly #context: ParseContext;
  /** `Source:code` of what refers to resources of a type. */
  readonly #referring = new Map<string, string[]>();

  constructor(environment: Environment) {
    this.#environment = environment;
    this.#context = parseContext(environment, NO_CONCEPTS);
    for (const source of environment.definitions.resourceTypes) {
      for (const { parameter, targets } of this.#references(source)) {
        for (const target of targets) {
          const referring = this.#referring.get(target) ?? [];
          referring.push(`${source}:${parameter.code}`);
          this.#referring.set(target, referring);
        }
      }
    }
  }

  /** For `rest.resource` of a type. */
  ofType(type: string): JsonObject {
    const includes = this.#references(type).map(({ parameter }) => `${type}:${parameter.code}`);
    const revincludes = this.#referring.get(type) ?? [];
    const parameters = this.#searchable(type);
    return {
      ...(includes.length === 0 ? {} : { searchInclude: ['*', `${type}:*`, ...includes] }),
      ...(revincludes.length === 0 ? {} : { searchRevInclude: ['*', ...revincludes] }),
      searchParam: parameters.map((parameter) => this.#element(type, parameter)),
    };
  }

  /** The parameters of every type, for `rest` itself: a search of the system takes these. */
  common(): JsonObject[] {
    const [type = ''] = this.#environment.definitions.resourceTypes;
    return this.#searchable(type)
      .filter(({ definition }) => definition.base.includes('Resource'))
      .map((parameter) => this.#element(type, parameter));
  }

  /** `Type:code` of parameters that nothing is indexed for yet. */
  pending(): string[] {
    const { definitions, registry } = this.#environment;
    return definitions.resourceTypes.flatMap((type) =>
      [...registry.parameters(type).keys()]
        .filter((code) => registry.parameter(type, code) === undefined)
        .map((code) => `${type}:${code}`),
    );
  }

  #searchable(type: string): SearchParameter[] {
    const { registry } = this.#environment;
    return [...registry.parameters(type).values()]
      .filter(({ code }) => registry.parameter(type, code) !== undefined)
      .filter(isSearchable)
      .sort(byCode);
  }

  #references(type: string): ReferenceParameter[] {
    const { registry } = this.#environment;
    return this.#searchable(type).flatMap((parameter) => {
      if (parameter.kind !== 'reference') return [];
      const paths = queryPaths(registry, type, parameter).filter(
        (path) => linksOf(path).length > 0,
      );
      if (paths.length === 0) return [];
      return [{ parameter, targets: linkedTypes(paths, parameter, registry) }];
    });
  }

  #element(type: string, { code, kind, definition }: SearchParameter): JsonObject {
    const modifiers = MODIFIERS.filter(([modifier, value]) =>
      this.#takes(type, `${code}:${modifier}`, value),
    ).map(([modifier]) => `:${modifier}`);
    if (kind === 'reference') modifiers.push(':[type]');
    return {
      name: code,
      definition: definition.url,
      type: kind,
      ...(modifiers.length === 0 ? {} : { documentation: modifiers.join(' ') }),
    };
  }

  #takes(type: string, name: string, value: string): boolean {
    try {
      parseCriteria(type, [[name, value]], this.#context);
      return true;
    } catch (error) {
      // A value of another form is wanted: the modifier itself is known.
      return error instanceof FhirError && !(error instanceof NotUnderstoodError);
    }
  }
}

interface ReferenceParameter {
  readonly parameter: SearchParameter;
  readonly targets: readonly string[];
}

function byCode(one: SearchParameter, other: SearchParameter): number {
  return one.code < other.code ? -1 : 1;
}

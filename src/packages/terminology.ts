/**
 * The value sets and code systems of R4, without their texts. They are many and seldom asked for, so
 * they lie in a file of their own that is read at the first question.
 */
import type {
  CodeSystem,
  CodeSystemConcept,
  Resource,
  ValueSet,
  ValueSetComposeInclude,
} from '@medplum/fhirtypes';
import { stringAt, type JsonObject } from '../fhir/json.js';

/** FHIR resources with `url` and, of CodeSystems, all of their codes. */
export interface TerminologySet {
  readonly codeSystems: readonly JsonObject[];
  readonly valueSets: readonly JsonObject[];
}

/** What questions about codes need. Code systems that are not there in full are left out. */
export function compileTerminology(resources: readonly Resource[]): TerminologySet {
  const plain = (resource: object): JsonObject =>
    JSON.parse(JSON.stringify(resource)) as JsonObject;
  return {
    codeSystems: resources
      .filter((resource) => resource.resourceType === 'CodeSystem')
      .filter(({ content }) => content === 'complete')
      .map((codeSystem) => plain(bareCodeSystem(codeSystem))),
    valueSets: resources
      .filter((resource) => resource.resourceType === 'ValueSet')
      .map((valueSet) => plain(bareValueSet(valueSet))),
  };
}

function bareCodeSystem({ resourceType, url, version, content, ...rest }: CodeSystem): object {
  const property = rest.property?.map(({ code, uri, type }) => ({ code, uri, type }));
  return { resourceType, url, version, content, property, concept: rest.concept?.map(bareConcept) };
}

function bareConcept({ code, property, concept }: CodeSystemConcept): object {
  return { code, property, concept: concept?.map(bareConcept) };
}

function bareValueSet({ resourceType, url, version, compose }: ValueSet): object {
  if (compose === undefined) return { resourceType, url, version };
  const { inactive, include, exclude } = compose;
  return {
    resourceType,
    url,
    version,
    compose: { inactive, include: include.map(bareInclude), exclude: exclude?.map(bareInclude) },
  };
}

function bareInclude({
  system,
  version,
  concept,
  filter,
  valueSet,
}: ValueSetComposeInclude): object {
  return { system, version, concept: concept?.map(({ code }) => ({ code })), filter, valueSet };
}

type ByUrl = ReadonlyMap<string, JsonObject>;

/** Looks up what the build compiled. */
export class PackagedTerminology {
  readonly #read: () => TerminologySet;
  #byType: { readonly valueSets: ByUrl; readonly codeSystems: ByUrl } | undefined;

  /** @param read is called once, at the first question */
  constructor(read: () => TerminologySet) {
    this.#read = read;
  }

  /** @param canonical `url`, or `url|version` */
  valueSet(canonical: string): JsonObject | undefined {
    return find(this.#maps.valueSets, canonical);
  }

  /** @param canonical `url`, or `url|version` */
  codeSystem(canonical: string): JsonObject | undefined {
    return find(this.#maps.codeSystems, canonical);
  }

  get #maps(): { readonly valueSets: ByUrl; readonly codeSystems: ByUrl } {
    if (this.#byType === undefined) {
      const { valueSets, codeSystems } = this.#read();
      this.#byType = { valueSets: byUrl(valueSets), codeSystems: byUrl(codeSystems) };
    }
    return this.#byType;
  }
}

function byUrl(resources: readonly JsonObject[]): ByUrl {
  return new Map(resources.map((resource) => [stringAt(resource, 'url') ?? '', resource]));
}

function find(resources: ByUrl, canonical: string): JsonObject | undefined {
  const bar = canonical.indexOf('|');
  if (bar === -1) return resources.get(canonical);
  const found = resources.get(canonical.slice(0, bar));
  return found?.['version'] === canonical.slice(bar + 1) ? found : undefined;
}

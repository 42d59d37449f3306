/** The search parameters of each resource type, with the index paths they search. */
import type { SearchParameterModel, SearchParameterType } from '../packages/model.js';
import type { Definitions } from '../packages/registry.js';
import { AttachmentFinder } from './attachments.js';
import { CONTAINED_INDEX } from './contained.js';
import { parseSearchExpression } from './expression.js';
import type { CompositePart, IndexPath, ParameterPath, SearchParameter } from './index-path.js';
import { mainDatePath, patientPath } from './row-paths.js';
import type { SearchPath } from './query.js';
import { pathKey, textKey, type Key } from './keys.js';
import { resolvePath, type TypedPath } from './path.js';

export type { CompositePart, IndexPath, ParameterPath, SearchParameter };

/** The index paths of a type whose values lie in its row. */
export interface RowPaths {
  /** What the type is usually ordered by. */
  readonly date: IndexPath | undefined;
  /** The reference to the patient that the resource is about. */
  readonly patient: IndexPath | undefined;
}

/** What a database adds to the definitions. */
export interface RegistryAdditions {
  /** Parameters stored as resources; one whose code a type has already is left out. */
  readonly models: readonly SearchParameterModel[];
  /** Canonical URLs of those that not everything is indexed for. */
  readonly pending: ReadonlySet<string>;
  /** Names of index paths that not everything is indexed for. */
  readonly pendingPaths: ReadonlySet<string>;
}

const NO_ADDITIONS: RegistryAdditions = {
  models: [],
  pending: new Set(),
  pendingPaths: new Set(),
};

/** Parameters that the row itself answers, without index paths. */
const COLUMNS = new Set(['_id', '_lastUpdated']);

export class SearchRegistry {
  /** Where resources have attachments, which are indexed besides what parameters search. */
  readonly attachments: AttachmentFinder;
  readonly #definitions: Definitions;
  readonly #secret: Key;
  readonly #byType = new Map<string, ReadonlyMap<string, SearchParameter>>();
  #models: readonly SearchParameterModel[];
  #additions = NO_ADDITIONS;
  #generation = 0;
  readonly #rowPaths = new Map<string, RowPaths>();
  /** By name, so that one path is one object wherever it is used. */
  readonly #indexPaths = new Map<string, IndexPath>();

  /** @param secret the hash key of the database */
  constructor(definitions: Definitions, secret: Key) {
    this.attachments = new AttachmentFinder(definitions);
    this.#definitions = definitions;
    this.#secret = secret;
    this.#models = definitions.searchParameters;
  }

  /** Takes what the database adds, in place of what it added before. */
  use(additions: RegistryAdditions): void {
    this.#additions = additions;
    this.#models = [...this.#definitions.searchParameters, ...additions.models];
    this.#byType.clear();
    this.#rowPaths.clear();
    this.#generation++;
  }

  /** True until everything is indexed that stored resources contain. */
  get isContainedPending(): boolean {
    return this.#additions.pendingPaths.has(CONTAINED_INDEX);
  }

  /** Another number whenever the parameters have changed. */
  get generation(): number {
    return this.#generation;
  }

  /** The parameters of the definitions that have this code on one of these types. */
  defined({ code, base }: Pick<SearchParameterModel, 'code' | 'base'>): SearchParameterModel[] {
    return this.#definitions.searchParameters.filter(
      (model) => model.code === code && model.base.some((type) => this.#share(type, base)),
    );
  }

  #share(type: string, others: readonly string[]): boolean {
    return others.some(
      (other) => this.#definitions.isA(type, other) || this.#definitions.isA(other, type),
    );
  }

  /** Names of all concrete resource types. */
  get resourceTypes(): readonly string[] {
    return this.#definitions.resourceTypes;
  }

  /** The parameters of a resource type by code, also those that wait to be indexed. */
  parameters(type: string): ReadonlyMap<string, SearchParameter> {
    let parameters = this.#byType.get(type);
    if (parameters === undefined) {
      parameters = this.#compile(type);
      this.#byType.set(type, parameters);
    }
    return parameters;
  }

  /** A parameter that can be searched. */
  parameter(type: string, code: string): SearchParameter | undefined {
    const parameter = this.parameters(type).get(code);
    return parameter?.pending === true ? undefined : parameter;
  }

  /** A key for a text under the secret of the database. */
  textKey(text: string): Key {
    return textKey(this.#secret, text);
  }

  /** Every index path of a type once. */
  indexPaths(type: string): IndexPath[] {
    const paths = new Map<string, IndexPath>();
    for (const parameter of this.parameters(type).values()) {
      for (const { path } of parameter.paths) paths.set(path.name, path);
    }
    return [...paths.values()];
  }

  /** The paths whose values lie in the row itself. */
  rowPaths(type: string): RowPaths {
    let paths = this.#rowPaths.get(type);
    if (paths === undefined) {
      paths = {
        date: mainDatePath(this.parameters(type)),
        patient: patientPath(this.compartmentParameters('Patient', type)),
      };
      this.#rowPaths.set(type, paths);
    }
    return paths;
  }

  /** A path of a type as a search uses it. */
  searchPath(type: string, path: IndexPath): SearchPath {
    const { date, patient } = this.rowPaths(type);
    return { key: path.key, inRow: path === date || path === patient };
  }

  /** True for types that canonical references can lead to: they have one `url` and one `version`. */
  hasCanonical(type: string): boolean {
    const properties = this.#definitions.properties(type);
    const [url, version] = [properties.get('url'), properties.get('version')];
    return url?.type === 'uri' && !url.array && version?.type === 'string' && !version.array;
  }

  /** True for `Patient`, `Encounter`, and the other types that have compartments. */
  isCompartment(name: string): boolean {
    return this.#definitions.compartments.some(({ code }) => code === name);
  }

  /** The parameters that put resources of a type into a compartment (`Patient`, `Encounter` …). */
  compartmentParameters(compartment: string, type: string): SearchParameter[] {
    const model = this.#definitions.compartments.find(({ code }) => code === compartment);
    return (model?.members[type] ?? []).flatMap((code) => this.parameters(type).get(code) ?? []);
  }

  #indexPath(name: string, facts: Omit<IndexPath, 'name' | 'key' | 'ordered'>): IndexPath {
    let path = this.#indexPaths.get(name);
    if (path === undefined) {
      path = {
        name,
        key: pathKey(this.#secret, name),
        ordered: !/^uri:\w+\.meta\./.test(name),
        ...facts,
      };
      this.#indexPaths.set(name, path);
    }
    return path;
  }

  #compile(type: string): ReadonlyMap<string, SearchParameter> {
    const own = this.#models.filter((model) =>
      model.base.some((base) => this.#definitions.isA(type, base)),
    );
    const parameters = new Map<string, SearchParameter>();
    for (const model of own) {
      // The definitions come first, and are not replaced.
      if (parameters.has(model.code) && this.#additions.models.includes(model)) continue;
      parameters.set(model.code, this.#parameter(model, type));
    }
    return parameters;
  }

  #parameter(model: SearchParameterModel, type: string): SearchParameter {
    const paths = COLUMNS.has(model.code) ? [] : this.#paths(model, type);
    const { pending, pendingPaths } = this.#additions;
    return {
      code: model.code,
      kind: model.type,
      definition: model,
      paths,
      pending: pending.has(model.url) || paths.some(({ path }) => pendingPaths.has(path.name)),
    };
  }

  #paths(model: SearchParameterModel, type: string): ParameterPath[] {
    if (model.expression === undefined || model.type === 'special') return [];
    const branches = parseSearchExpression(model.expression);
    if (branches === undefined) return [this.#interpreted(model, type, model.expression)];
    return branches.flatMap((branch) => {
      const resolved = resolvePath(this.#definitions, type, branch);
      if (resolved === undefined) return [];
      const components =
        model.type === 'composite' ? this.#components(model, resolved.typed) : undefined;
      if (model.type === 'composite' && components === undefined) {
        return [this.#interpreted(model, type, model.expression ?? '')];
      }
      const suffix = components === undefined ? '' : `:${componentText(model)}`;
      const path = this.#indexPath(`${model.type}:${resolved.text}${suffix}`, {
        kind: model.type,
        typed: resolved.typed,
        ...(components === undefined ? {} : { components }),
      });
      return [{ path, ...(resolved.target === undefined ? {} : { target: resolved.target }) }];
    });
  }

  #interpreted(model: SearchParameterModel, type: string, expression: string): ParameterPath {
    const facts = { kind: model.type, typed: [], fhirpath: expression };
    return { path: this.#indexPath(`${model.type}:${type}:${expression}`, facts) };
  }

  /** The parts of a composite; undefined when one has no compiled form. */
  #components(
    model: SearchParameterModel,
    context: readonly TypedPath[],
  ): CompositePart[] | undefined {
    const parts = (model.component ?? []).map((part) => {
      const kind = this.#models.find((other) => other.url === part.definition)?.type;
      const branches = parseSearchExpression(part.expression);
      if (kind === undefined || branches === undefined) return undefined;
      const typed = context.flatMap((end) =>
        branches.flatMap((branch) => resolvePath(this.#definitions, end.type, branch)?.typed ?? []),
      );
      const actual = kindFor(kind, typed);
      return { kind: actual, typed: actual === 'token' ? typed.filter(isTokenPath) : typed };
    });
    return parts.every((part) => part !== undefined) ? parts : undefined;
  }
}

/**
 * DocumentReference-relationship of R4 names its two components in the other order than their
 * expressions; what an expression ends in decides.
 */
function kindFor(declared: SearchParameterType, typed: readonly TypedPath[]): SearchParameterType {
  const areReferences = typed.every((path) => path.type === 'Reference');
  if (declared === 'reference' && !typed.some((path) => path.type === 'Reference')) return 'token';
  return declared === 'token' && areReferences ? 'reference' : declared;
}

/** Group-characteristic-value of R4 takes every type that a value can have. */
function isTokenPath({ type }: TypedPath): boolean {
  return type !== 'Quantity' && type !== 'Range' && type !== 'Reference';
}

function componentText(model: SearchParameterModel): string {
  return (model.component ?? []).map((part) => part.expression).join('$');
}

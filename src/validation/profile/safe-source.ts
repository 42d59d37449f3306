/** A source of structures that does not throw: a profile that can't be read is one that is not there. */
import type {
  PackageId,
  Structure,
  StructureSource,
  ValueSetContent,
} from '../../packages/structures.js';

export class SafeSource implements StructureSource {
  readonly #source: StructureSource;
  readonly #failures = new Map<string, string>();

  constructor(source: StructureSource) {
    this.#source = source;
  }

  /** Why a canonical gave nothing, when that is the fault of its definition. */
  failure(canonical: string, scope: PackageId): string | undefined {
    return this.#failures.get(`${scope} ${canonical}`);
  }

  structure(canonical: string, scope: PackageId): Structure | undefined {
    return this.#tried(canonical, scope, () => this.#source.structure(canonical, scope));
  }

  valueSet(canonical: string, scope: PackageId): ValueSetContent | undefined {
    return this.#tried(canonical, scope, () => this.#source.valueSet(canonical, scope));
  }

  profilesOf(type: string): readonly string[] {
    return this.#source.profilesOf(type);
  }

  /** What failed once is not tried again: generating a snapshot takes time. */
  #tried<T>(canonical: string, scope: PackageId, read: () => T | undefined): T | undefined {
    const key = `${scope} ${canonical}`;
    if (this.#failures.has(key)) return undefined;
    try {
      return read();
    } catch (error) {
      this.#failures.set(key, error instanceof Error ? error.message : 'it can not be read');
      return undefined;
    }
  }
}

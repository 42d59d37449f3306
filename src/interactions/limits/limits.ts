/**
 * What a caller may do, as criteria for statements: the clauses of `access/` in the terms of a
 * search. What can't be expressed, because a filter is not understood for a type, allows nothing.
 */
import type { Clause, ClausesOf, Within } from '../../access/clauses.js';
import { areUnlimited } from '../../access/clauses.js';
import type { RelationOf } from '../../access/relation.js';
import type { Permission } from '../../access/scopes.js';
import { allOf, anyOf, NOTHING } from '../../search/criterion.js';
import type { Criterion } from '../../search/query.js';
import type { VersionClause, VersionScope } from '../../storage/history-within.js';
import { attachedCriterion } from './attached.js';
import { membersOf, parsedFilter, patientScope, type LimitSources } from './membership.js';

/** A clause with the criteria of its resources; they hold everything that it asks for. */
export interface LimitClause extends Clause {
  readonly criteria: readonly Criterion[];
}

export interface LimitParts extends LimitSources {
  readonly clausesOf: ClausesOf;
  readonly relationOf: RelationOf;
  /** Tells callers apart: what is sealed for one can't be opened by another. */
  readonly caller: string;
}

export class Limits {
  readonly caller: string;
  readonly relationOf: RelationOf;
  readonly #parts: LimitParts;
  readonly #clauses = new Map<string, readonly LimitClause[] | undefined>();
  readonly #criteria = new Map<string, readonly Criterion[]>();

  constructor(parts: LimitParts) {
    this.#parts = parts;
    this.caller = parts.caller;
    this.relationOf = parts.relationOf;
  }

  /** One of them must allow it; undefined: all resources of the type. */
  clauses(type: string, permission: Permission): readonly LimitClause[] | undefined {
    const name = `${type} ${permission}`;
    if (!this.#clauses.has(name)) this.#clauses.set(name, this.#compile(type, permission));
    return this.#clauses.get(name);
  }

  /** What a resource must fulfil for one of these permissions; empty: nothing. */
  criteria(type: string, permissions: readonly Permission[]): readonly Criterion[] {
    const name = `${type} ${permissions.join('')}`;
    let criteria = this.#criteria.get(name);
    if (criteria === undefined) {
      criteria = this.#joined(type, permissions);
      this.#criteria.set(name, criteria);
    }
    return criteria;
  }

  /** All resource types. */
  get types(): readonly string[] {
    return this.#parts.registry.resourceTypes;
  }

  /** False for a type of which nothing can be seen. */
  allowsAny(type: string, permission: Permission): boolean {
    return this.clauses(type, permission)?.length !== 0;
  }

  /** The versions that may be seen; undefined: all. */
  versions(type: string, permission: Permission): VersionScope | undefined {
    const clauses = this.clauses(type, permission);
    if (clauses === undefined) return undefined;
    return {
      type,
      anyOf: clauses.map((clause) => ({
        criteria: clause.criteria,
        older: this.#older(type, clause),
      })),
    };
  }

  /** The criteria of one clause, without its filter when the rest is known to hold. */
  filterOf(type: string, { filter }: Clause): readonly Criterion[] {
    return parsedFilter(this.#parts, type, filter);
  }

  #compile(type: string, permission: Permission): readonly LimitClause[] | undefined {
    const clauses = this.#parts.clausesOf(type, permission);
    if (areUnlimited(clauses)) return undefined;
    return clauses.map((clause) => ({
      ...clause,
      criteria: [...this.#within(type, clause.within), ...this.filterOf(type, clause)],
    }));
  }

  #within(type: string, within: Within): readonly Criterion[] {
    switch (within.kind) {
      case 'everything':
        return [];
      case 'resource':
        return [{ kind: 'id', ids: [within.id] }];
      case 'search':
        return parsedFilter(this.#parts, type, [...new URLSearchParams(within.search)]);
      case 'patient':
      case 'patients':
        return this.relationOf(type) === 'attached'
          ? [attachedCriterion(this.#parts, this)]
          : membersOf(this.#parts, this.relationOf(type), type, within);
    }
  }

  #joined(type: string, permissions: readonly Permission[]): readonly Criterion[] {
    const found = new Map<string, readonly Criterion[]>();
    for (const permission of permissions) {
      const clauses = this.clauses(type, permission);
      if (clauses === undefined) return [];
      for (const { criteria } of clauses) found.set(JSON.stringify(criteria), criteria);
    }
    const [first, ...others] = [...found.values()];
    if (first === undefined) return [NOTHING];
    return others.length === 0 ? first : [anyOf([first, ...others].map(allOf))];
  }

  /** A filter can't be tested on an older version, nor who its patient's reader would be. */
  #older(type: string, { within, filter }: Clause): VersionClause['older'] {
    if (filter.length > 0) return { kind: 'none' };
    switch (within.kind) {
      case 'everything':
      case 'resource':
        return { kind: 'all' };
      case 'search':
        return { kind: 'none' };
      case 'patient':
      case 'patients': {
        const relation = this.relationOf(type);
        return relation === 'patient' || relation === 'record'
          ? { kind: 'patient', scope: patientScope(this.#parts, within) }
          : { kind: 'none' };
      }
    }
  }
}

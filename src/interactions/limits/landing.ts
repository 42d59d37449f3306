/**
 * The writes of one transaction by a caller with limits. What is changed or deleted must have been
 * within what the caller may change or delete; what is written must land within it, and in nobody's
 * record besides. Judged are the records as they were before: what a transaction writes, such as a
 * care team, gives no rights to the rest of it.
 */
import type { Within } from '../../access/clauses.js';
import type { Permission } from '../../access/scopes.js';
import { FhirError } from '../../fhir/errors.js';
import { keyText } from '../../fhir/resource.js';
import { parseJsonResource } from '../../formats/json/parse.js';
import { isAttachmentPath } from '../../search/attachments.js';
import { NOTHING } from '../../search/criterion.js';
import type { Extractor } from '../../search/extract.js';
import type { IndexEntries } from '../../search/index-entries.js';
import type { Criterion } from '../../search/query.js';
import type { RawTransaction } from '../../storage/store.js';
import type { ResourceWrite } from '../../storage/write.js';
import type { Limits, LimitClause } from './limits.js';
import { membershipPaths, patientScope, type LimitSources } from './membership.js';

export interface LandingParts {
  readonly limits: Limits;
  readonly sources: LimitSources;
  readonly extractor: Extractor;
}

/** A write with what it needs to be allowed. */
interface Landed {
  readonly write: ResourceWrite;
  readonly type: string;
  readonly id: string;
  /** Create, update or delete. */
  readonly permission: Permission;
  /** Patients into whose records it comes, or stays. */
  readonly patients: readonly string[];
}

/** Bodies were let in once; only their number of levels was ever limited. */
const STORED = { maxDepth: 1000, maxArrayLength: Infinity };

export class Landing {
  readonly #raw: RawTransaction;
  readonly #parts: LandingParts;
  readonly #limits: Limits;
  /** By search of a policy: ids of the patients that it finds, of those that matter here. */
  readonly #approved = new Map<string, Set<string>>();

  constructor(raw: RawTransaction, parts: LandingParts) {
    this.#raw = raw;
    this.#parts = parts;
    this.#limits = parts.limits;
  }

  /** @throws FhirError `forbidden`: nothing is written then */
  async write(writes: readonly ResourceWrite[]): Promise<void> {
    const landed = writes.map((write) => this.#landed(write));
    await this.#ensureChangeable(landed);
    await this.#ensureKnownAttachments(landed);
    const brought = landed.filter(({ write }) => write.body !== undefined);
    await this.#approve(
      brought,
      brought.flatMap(({ patients }) => patients),
    );
    const old = await this.#oldEntries(brought);
    await this.#raw.write(writes);
    const created = brought.filter(
      ({ type, permission }) => type === 'Patient' && permission === 'c',
    );
    await this.#approve(
      brought,
      created.map(({ id }) => id),
    );
    for (const one of brought) this.#ensureOwnRecords(one, old.get(keyText(one.write.key)));
    await this.#ensureWithin(brought);
  }

  #landed(write: ResourceWrite): Landed {
    const { type, id } = write.key;
    const exists = write.current?.exists === true;
    const permission = write.body === undefined ? 'd' : exists ? 'u' : 'c';
    return { write, type, id, permission, patients: this.#patientsOf(type, write.entries) };
  }

  #patientsOf(type: string, entries: IndexEntries | undefined): readonly string[] {
    if (entries === undefined) return [];
    const relation = this.#limits.relationOf(type);
    if (relation !== 'tied') return entries.patients;
    const paths = membershipPaths(this.#parts.sources, relation, type);
    const keys = new Set(paths.map(({ key }) => key));
    return entries.references
      .filter((reference) => reference.type === 'Patient' && keys.has(reference.path))
      .map((reference) => reference.id);
  }

  async #ensureChangeable(landed: readonly Landed[]): Promise<void> {
    for (const [permission, own] of byPermission(landed)) {
      const existing = own.filter((one) => one.permission !== 'c');
      const allowed = await this.#visible(existing, permission);
      const refused = existing.find(({ write }) => !allowed.has(keyText(write.key)));
      if (refused !== undefined) throw notAllowed(refused, 'may not be changed by this caller');
    }
  }

  /** `Type/id` of those that fulfil the limits of a permission. */
  async #visible(landed: readonly Landed[], permission: Permission): Promise<Set<string>> {
    const found = new Set<string>();
    for (const [type, ids] of byType(landed)) {
      const criteria = this.#limits.criteria(type, [permission]);
      for (const id of await this.#among(type, ids, criteria)) found.add(keyText({ type, id }));
    }
    return found;
  }

  async #among(
    type: string,
    ids: readonly string[],
    criteria: readonly Criterion[],
  ): Promise<readonly string[]> {
    if (criteria.length === 0) return ids;
    const found = await this.#raw.reader.readWithin({ type, criteria }, ids, [NOTHING]);
    return [...found.keys()];
  }

  /** Whoever could name any Binary in an attachment of its own could read them all. */
  async #ensureKnownAttachments(landed: readonly Landed[]): Promise<void> {
    const criteria = this.#limits.criteria('Binary', ['r']);
    if (criteria.length === 0) return;
    const created = new Set(
      landed
        .filter(({ type, permission }) => type === 'Binary' && permission === 'c')
        .map(({ id }) => id),
    );
    const named = landed.filter(({ write }) => attachments(write.entries).length > 0);
    const old = await this.#oldEntries(named);
    for (const one of named) {
      const before = new Set(attachments(old.get(keyText(one.write.key))));
      const added = attachments(one.write.entries).filter(
        (id) => !before.has(id) && !created.has(id),
      );
      const known = await this.#among('Binary', added, criteria);
      if (known.length < added.length) {
        throw new FhirError('unprocessable', 'An attachment names a Binary that is not there.');
      }
    }
  }

  /** What the versions before were about. */
  async #oldEntries(landed: readonly Landed[]): Promise<Map<string, IndexEntries>> {
    const keys = landed
      .filter(({ permission }) => permission === 'u')
      .map(({ write }) => write.key);
    const current = await this.#raw.reader.readManyCurrent(keys);
    return new Map(
      [...current].map(([name, { body = '' }]) => [
        name,
        this.#parts.extractor.extract(parseJsonResource(body, STORED)),
      ]),
    );
  }

  /** Finds out which of these patients the policies of the clauses allow. */
  async #approve(landed: readonly Landed[], patients: readonly string[]): Promise<void> {
    const ids = [...new Set(patients)];
    for (const within of this.#policies(landed)) {
      const { criteria } = patientScope(this.#parts.sources, within);
      const known = this.#approved.get(within.search) ?? new Set();
      for (const id of await this.#among('Patient', ids, criteria)) known.add(id);
      this.#approved.set(within.search, known);
    }
  }

  #policies(landed: readonly Landed[]): Extract<Within, { kind: 'patients' }>[] {
    const all = landed.flatMap((one) =>
      this.#clauses(one).flatMap(({ within }) => (within.kind === 'patients' ? [within] : [])),
    );
    return [...new Map(all.map((within) => [within.search, within])).values()];
  }

  /** Of a type without limits there are none. */
  #clauses({ type, permission }: Landed): readonly LimitClause[] {
    return this.#limits.clauses(type, permission) ?? [];
  }

  #allows(within: Within, patient: string): boolean {
    switch (within.kind) {
      case 'patient':
        return within.id === patient;
      case 'patients':
        return this.#approved.get(within.search)?.has(patient) === true;
      default:
        return true;
    }
  }

  /** A record that is not the caller's to write may not get a resource that was not in it. */
  #ensureOwnRecords(one: Landed, old: IndexEntries | undefined): void {
    if (this.#limits.clauses(one.type, one.permission) === undefined) return;
    const before = new Set(this.#patientsOf(one.type, old));
    const isOwn = (patient: string): boolean =>
      before.has(patient) ||
      (one.type === 'Patient' && patient === one.id) ||
      this.#clauses(one).some(({ within }) => this.#allows(within, patient));
    if (!one.patients.every(isOwn)) throw outside(one);
  }

  /** Each must fulfil a clause of its permission. */
  async #ensureWithin(brought: readonly Landed[]): Promise<void> {
    for (const one of brought) {
      const clauses = this.#limits.clauses(one.type, one.permission);
      if (clauses === undefined) continue;
      if (!(await this.#fulfilsOne(one, clauses))) throw outside(one);
    }
  }

  async #fulfilsOne(one: Landed, clauses: readonly LimitClause[]): Promise<boolean> {
    for (const clause of clauses) {
      const left = this.#leftToTest(one, clause);
      if (left === undefined) continue;
      if ((await this.#among(one.type, [one.id], left)).length > 0) return true;
    }
    return false;
  }

  /** What the database has to say of a clause; undefined when it does not hold. */
  #leftToTest(one: Landed, clause: LimitClause): readonly Criterion[] | undefined {
    const { within } = clause;
    const relation = this.#limits.relationOf(one.type);
    const isOfRecord = within.kind === 'patient' || within.kind === 'patients';
    if (!isOfRecord || (relation !== 'record' && relation !== 'tied')) return clause.criteria;
    return one.patients.some((patient) => this.#allows(within, patient))
      ? this.#limits.filterOf(one.type, clause)
      : undefined;
  }
}

function attachments(entries: IndexEntries | undefined): string[] {
  return (entries?.references ?? [])
    .filter(({ path }) => isAttachmentPath(path))
    .map(({ id }) => id);
}

/** A patch also needs to be allowed to read what it changes. */
function byPermission(landed: readonly Landed[]): [Permission, Landed[]][] {
  const patches = landed.filter(({ write }) => write.method === 'PATCH');
  return [
    ['u', landed.filter(({ permission }) => permission === 'u')],
    ['d', landed.filter(({ permission }) => permission === 'd')],
    ['r', patches],
  ];
}

function byType(landed: readonly Landed[]): Map<string, string[]> {
  const ids = new Map<string, string[]>();
  for (const { type, id } of landed) ids.set(type, [...(ids.get(type) ?? []), id]);
  return ids;
}

function outside(one: Landed): FhirError {
  return notAllowed(one, 'would lie outside what this caller may write');
}

function notAllowed({ type }: Landed, problem: string): FhirError {
  return new FhirError('forbidden', `This ${type} ${problem}.`);
}

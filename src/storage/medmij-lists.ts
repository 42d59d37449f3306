/** The last good copies of the lists of MedMij: `medmij_list`. */
import type { Session } from './database.js';

/** Where the database announces that a list changed, was confirmed, or was forgotten. */
export const MEDMIJ_LIST_CHANNEL = 'vuurtoren_medmij_lists';

export interface StoredList {
  readonly list: string;
  readonly source: string;
  /** What was loaded; undefined until something was. */
  readonly copy: ListCopy | undefined;
  /** Why the last attempt failed, and when; undefined when it did not. */
  readonly failure: { readonly reason: string; readonly at: Date } | undefined;
}

export interface ListCopy {
  readonly sequence: number;
  readonly issued: Date;
  /** SHA-256 of the document, in hexadecimal. */
  readonly digest: string;
  readonly etag: string | undefined;
  readonly loaded: Date;
  /** When the source last said that this is the list. */
  readonly confirmed: Date;
}

interface Row {
  list: string;
  source: string;
  sequence: number | null;
  issued: Date | null;
  digest: string | null;
  etag: string | null;
  loaded_at: Date | null;
  confirmed_at: Date | null;
  failure: string | null;
  failed_at: Date | null;
}

/** All lists that are looked after. */
export async function loadMedmijLists(session: Session): Promise<StoredList[]> {
  const rows = await session.query<Row>({
    name: 'medmij-lists',
    text: `select list, source, sequence, issued, encode(digest, 'hex') as digest, etag,
        loaded_at, confirmed_at, failure, failed_at
      from medmij_list order by list`,
    values: [],
  });
  return rows.map(storedList);
}

function storedList(row: Row): StoredList {
  const { list, source, failure, failed_at: failedAt } = row;
  return {
    ...{ list, source, copy: copyOf(row) },
    failure: failure === null || failedAt === null ? undefined : { reason: failure, at: failedAt },
  };
}

function copyOf(row: Row): ListCopy | undefined {
  const { sequence, issued, digest, loaded_at: loaded, confirmed_at: confirmed } = row;
  if (sequence === null || issued === null || digest === null) return undefined;
  if (loaded === null || confirmed === null) return undefined;
  return { sequence, issued, digest, etag: row.etag ?? undefined, loaded, confirmed };
}

/** The document itself; undefined when there is none. */
export async function loadMedmijDocument(
  session: Session,
  list: string,
): Promise<{ readonly digest: string; readonly document: Buffer } | undefined> {
  const [row] = await session.query<{ digest: string; content: Buffer }>({
    name: 'medmij-document',
    text: `select encode(digest, 'hex') as digest, content
      from medmij_list where list = $1 and content is not null`,
    values: [list],
  });
  return row === undefined ? undefined : { digest: row.digest, document: row.content };
}

/**
 * The lists that are to be looked after from now on. A list whose source has changed is forgotten:
 * hosts of a test environment must not be trusted in production, and numbers begin anew.
 * @param refreshSeconds the next look is at most this far ahead
 */
export async function followMedmijLists(
  session: Session,
  sources: Readonly<Record<string, string>>,
  refreshSeconds: number,
): Promise<void> {
  const entries = Object.entries(sources);
  await session.query({
    name: 'medmij-lists-follow',
    text: `with wanted as (
        select * from unnest($1::text[], $2::text[]) as w (list, source)
      ), gone as (
        delete from medmij_list where list not in (select list from wanted)
      )
      insert into medmij_list as l (list, source) select list, source from wanted
      on conflict (list) do update set
        source = excluded.source,
        sequence = case when l.source = excluded.source then l.sequence end,
        issued = case when l.source = excluded.source then l.issued end,
        digest = case when l.source = excluded.source then l.digest end,
        content = case when l.source = excluded.source then l.content end,
        etag = case when l.source = excluded.source then l.etag end,
        loaded_at = case when l.source = excluded.source then l.loaded_at end,
        confirmed_at = case when l.source = excluded.source then l.confirmed_at end,
        due_at = case when l.source = excluded.source
          then least(l.due_at, now() + make_interval(secs => $3::double precision)) else now() end,
        failure = case when l.source = excluded.source then l.failure end,
        failed_at = case when l.source = excluded.source then l.failed_at end`,
    values: [entries.map(([list]) => list), entries.map(([, source]) => source), refreshSeconds],
  });
}

export interface DueList {
  readonly list: string;
  readonly source: string;
  /** Of the copy there is; undefined when there is none. */
  readonly etag: string | undefined;
}

/**
 * The lists that are to be fetched now. Each is given to one process only, which has `leaseSeconds`
 * for it; when that process ends before it is done, another one gets it then.
 * @param lists whether they are due or not; undefined: those that are due
 */
export async function claimMedmijLists(
  session: Session,
  leaseSeconds: number,
  lists?: readonly string[],
): Promise<DueList[]> {
  const rows = await session.query<{ list: string; source: string; etag: string | null }>({
    name: 'medmij-lists-claim',
    text: `update medmij_list set due_at = now() + make_interval(secs => $1::double precision)
      where case when $2::text[] is null then due_at <= now() else list = any ($2) end
      returning list, source, case when content is not null then etag end as etag`,
    values: [leaseSeconds, lists ?? null],
  });
  return rows.map(({ list, source, etag }) => ({ list, source, etag: etag ?? undefined }));
}

export interface FetchedList {
  readonly list: string;
  /** Where it came from: what somebody else has configured meanwhile is not touched. */
  readonly source: string;
  readonly sequence: number;
  readonly issued: Date;
  readonly document: Uint8Array;
  readonly etag: string | undefined;
  /** Seconds until somebody should look again. */
  readonly refreshSeconds: number;
}

/**
 * `stored`: it is newer than the copy there was. `same`: it is that copy. `older`: its number is lower,
 * a replay. `different`: the same number with another content. Of the last two nothing is kept.
 */
export type ListSaving = 'stored' | 'same' | 'older' | 'different';

/** In one statement, so that two processes can't put an older list over a newer one. */
export async function saveMedmijList(session: Session, fetched: FetchedList): Promise<ListSaving> {
  const { list, source, sequence, issued, document, etag, refreshSeconds } = fetched;
  const [row] = await session.query<{ sequence: number | null; is_same: boolean | null }>({
    name: 'medmij-list-save',
    text: `with saved as (
        update medmij_list as l set
          sequence = $3, issued = $4, digest = sha256($5), content = $5, etag = $6,
          loaded_at = case when l.digest = sha256($5) then l.loaded_at else now() end,
          confirmed_at = now(), failure = null, failed_at = null,
          due_at = now() + make_interval(secs => $7::double precision)
        from (select sequence, digest from medmij_list
          where list = $1 and source = $2 for update) as old
        where l.list = $1 and l.source = $2 and (l.sequence is null or l.sequence < $3
          or l.sequence = $3 and l.digest = sha256($5))
        returning old.sequence is not distinct from $3 as is_same,
          pg_notify('${MEDMIJ_LIST_CHANNEL}', $1)
      )
      select (select is_same from saved) as is_same, sequence
      from medmij_list where list = $1 and source = $2`,
    values: [list, source, sequence, issued, Buffer.from(document), etag ?? null, refreshSeconds],
  });
  if (row === undefined) return 'older';
  if (row.is_same !== null) return row.is_same ? 'same' : 'stored';
  return row.sequence === sequence ? 'different' : 'older';
}

/** The source says that the copy there is still is the list. */
export async function confirmMedmijList(
  session: Session,
  { list, source }: Pick<FetchedList, 'list' | 'source'>,
  refreshSeconds: number,
): Promise<void> {
  await session.query({
    name: 'medmij-list-confirm',
    text: `with confirmed as (
        update medmij_list set confirmed_at = now(), failure = null, failed_at = null,
          due_at = now() + make_interval(secs => $3::double precision)
        where list = $1 and source = $2 and content is not null returning list
      )
      select pg_notify('${MEDMIJ_LIST_CHANNEL}', list) from confirmed`,
    values: [list, source, refreshSeconds],
  });
}

/** An attempt failed; the copy there is stays as it is. @param reason nothing of what was fetched */
export async function failMedmijList(
  session: Session,
  { list, source, reason }: Pick<FetchedList, 'list' | 'source'> & { readonly reason: string },
  retrySeconds: number,
): Promise<void> {
  await session.query({
    name: 'medmij-list-fail',
    text: `update medmij_list set failure = $3, failed_at = now(),
        due_at = now() + make_interval(secs => $4::double precision)
      where list = $1 and source = $2`,
    values: [list, source, reason, retrySeconds],
  });
}

/**
 * Forgets the copy of a list, so that the next one is taken whatever its number: for an operator whom
 * MedMij has told that numbers begin anew. @returns false when the list is not looked after
 */
export async function forgetMedmijList(session: Session, list: string): Promise<boolean> {
  const rows = await session.query({
    name: 'medmij-list-forget',
    text: `update medmij_list set sequence = null, issued = null, digest = null, content = null,
        etag = null, loaded_at = null, confirmed_at = null, due_at = now()
      where list = $1 returning pg_notify('${MEDMIJ_LIST_CHANNEL}', $1)`,
    values: [list],
  });
  return rows.length > 0;
}

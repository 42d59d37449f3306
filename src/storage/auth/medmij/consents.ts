/** What people agreed to in MedMij, and what ends with it: `medmij_consent`. */
import { textArray } from '../../arrays.js';
import type { Session } from '../../database.js';
import type { UseCase } from './requests.js';

/** Months without use after which an indefinite consent lapses. */
export const LAPSE_MONTHS = 6;

export interface MedmijConsent {
  /** Logical id of the Consent resource, too. */
  readonly id: string;
  /** Logical id of the Patient. */
  readonly patient: string;
  /** Hostname of the PGO. */
  readonly client: string;
  readonly clientName: string;
  /** Without `@medmij`. */
  readonly provider: string;
  readonly kind: UseCase;
  /** Ids of gegevensdiensten; undefined for all that the provider has for collecting. */
  readonly services: readonly string[] | undefined;
  /** As it was asked. */
  readonly scope: string;
  readonly longTerm: boolean;
}

/**
 * `withdrawn` by the patient or in the patient's name, `revoked` by the PGO, `lapsed` without use or used up,
 * `reused`: a code or token was presented twice.
 */
export type EndReason = 'withdrawn' | 'revoked' | 'lapsed' | 'reused';

export interface KnownConsent extends MedmijConsent {
  readonly given: Date;
  /** When a token was last issued. */
  readonly used: Date;
  readonly ended: Date | undefined;
  readonly endReason: EndReason | undefined;
}

interface ConsentRow {
  readonly id: string;
  readonly patient: string;
  readonly client: string;
  readonly client_name: string;
  readonly provider: string;
  readonly kind: UseCase;
  readonly services: string[] | null;
  readonly scope: string;
  readonly long_term: boolean;
  readonly given_at: Date;
  readonly used_at: Date;
  readonly ended_at: Date | null;
  readonly end_reason: EndReason | null;
}

const COLUMNS = `id, patient, client, client_name, provider, kind, services, scope, long_term, given_at, used_at,
  ended_at, end_reason`;

export async function saveMedmijConsent(session: Session, consent: MedmijConsent): Promise<void> {
  await session.query({
    name: 'medmij-save-consent',
    text: `insert into medmij_consent (id, patient, client, client_name, provider, kind, services, scope, long_term)
      values ($1, $2, $3, $4, $5, $6, $7::text[], $8, $9)`,
    values: [
      consent.id,
      consent.patient,
      consent.client,
      consent.clientName,
      consent.provider,
      consent.kind,
      consent.services === undefined ? undefined : textArray(consent.services),
      consent.scope,
      consent.longTerm,
    ],
  });
}

/** One that has not ended and has not lapsed. */
const IS_OPEN = `ended_at is null
  and (not long_term or used_at > now() - interval '${LAPSE_MONTHS} months')`;

/**
 * Notes that a token is issued by it, and holds on to it: it can't end before this transaction does.
 * @returns undefined when it has ended
 */
export async function useMedmijConsent(
  session: Session,
  id: string,
): Promise<KnownConsent | undefined> {
  const [row] = await session.query<ConsentRow>({
    name: 'medmij-use-consent',
    text: `update medmij_consent set used_at = now() where id = $1 and ${IS_OPEN} returning ${COLUMNS}`,
    values: [id],
  });
  return row === undefined ? undefined : fromRow(row);
}

/** Whether it has ended or not. */
export async function findMedmijConsent(
  session: Session,
  id: string,
): Promise<KnownConsent | undefined> {
  const [row] = await session.query<ConsentRow>({
    name: 'medmij-consent',
    text: `select ${COLUMNS} from medmij_consent where id = $1`,
    values: [id],
  });
  return row === undefined ? undefined : fromRow(row);
}

/** Consents of one list. */
const MOST = 1000;

/** Newest first. @param all also those that have ended */
export async function listMedmijConsents(
  session: Session,
  patient: string,
  all: boolean,
): Promise<KnownConsent[]> {
  const rows = await session.query<ConsentRow>({
    name: 'medmij-consents',
    text: `select ${COLUMNS} from medmij_consent where patient = $1 and ($2::boolean or (${IS_OPEN}))
      order by given_at desc, id limit ${MOST}`,
    values: [patient, all],
  });
  return rows.map(fromRow);
}

/**
 * Ends it, with every code and token that came of it: at once, in all processes. What is being issued at
 * the same moment is waited for, and seen by the second statement: both belong in one transaction.
 * @param session of a transaction
 * @param patient when given, only if it is this patient's
 * @returns false when there is none that could end
 */
export async function endMedmijConsent(
  session: Session,
  id: string,
  reason: EndReason,
  patient?: string,
): Promise<boolean> {
  const ended = await session.query({
    name: 'medmij-end-consent',
    text: `update medmij_consent set ended_at = now(), end_reason = $2
      where id = $1 and ended_at is null and ($3::text is null or patient = $3) returning id`,
    values: [id, reason, patient],
  });
  if (ended.length === 0) return false;
  await session.query({
    name: 'medmij-end-tokens',
    text: `with codes as (delete from medmij_code where consent = $1 and presented_at is null),
        refresh as (delete from medmij_refresh_token where consent = $1 and used_at is null)
      delete from auth_token where kind = 'medmij' and payload ->> 'consent' = $1`,
    values: [id],
  });
  return true;
}

/**
 * Those whose time has passed: unused for too long, or nothing can come of them any more.
 * @param onceSeconds how long a code and the token that comes of it live together
 */
export async function lapsedMedmijConsents(
  session: Session,
  onceSeconds: number,
): Promise<string[]> {
  const rows = await session.query<{ id: string }>({
    name: 'medmij-lapsed-consents',
    text: `select id from medmij_consent c
      where ended_at is null and used_at < now() - make_interval(secs => $1)
        and (used_at <= now() - interval '${LAPSE_MONTHS} months' or not exists (
          select 1 from medmij_refresh_token r
          where r.consent = c.id and r.used_at is null and r.expires_at > now()))
      order by used_at limit ${MOST}`,
    values: [onceSeconds],
  });
  return rows.map(({ id }) => id);
}

/** Those that ended, while their Consent resource does not say so. */
export async function medmijConsentsToClose(session: Session): Promise<KnownConsent[]> {
  const rows = await session.query<ConsentRow>({
    name: 'medmij-consents-to-close',
    text: `select ${COLUMNS} from medmij_consent where ended_at is not null and not is_closed
      order by ended_at limit ${MOST}`,
    values: [],
  });
  return rows.map(fromRow);
}

/** The Consent resource says that it has ended. */
export async function markMedmijConsentClosed(session: Session, id: string): Promise<void> {
  await session.query({
    name: 'medmij-close-consent',
    text: 'update medmij_consent set is_closed = true where id = $1',
    values: [id],
  });
}

function fromRow(row: ConsentRow): KnownConsent {
  return {
    id: row.id,
    patient: row.patient,
    client: row.client,
    clientName: row.client_name,
    provider: row.provider,
    kind: row.kind,
    services: row.services ?? undefined,
    scope: row.scope,
    longTerm: row.long_term,
    given: row.given_at,
    used: row.used_at,
    ended: row.ended_at ?? undefined,
    endReason: row.end_reason ?? undefined,
  };
}

/** MedMij authorization requests that a person is busy with: `medmij_request`. */
import { textArray } from '../../arrays.js';
import type { Session } from '../../database.js';

/** `collect`: the PGO gets data (Verzamelen). `share`: the PGO sends data (Delen). */
export type UseCase = 'collect' | 'share';

/** What the PGO asked, once it was checked. */
export interface MedmijAsked {
  readonly client: string;
  readonly redirectUri: string;
  /** As it was asked. */
  readonly scope: string;
  readonly state: string;
  /** Without `@medmij`. */
  readonly provider: string;
  readonly kind: UseCase;
  /** Ids of gegevensdiensten; undefined for all that the provider has for collecting. */
  readonly services: readonly string[] | undefined;
  /** X-Correlation-ID */
  readonly correlation: string;
}

/** Where the person is. Which sign-in is under way is the browser's business. */
export type MedmijStep =
  | { readonly step: 'landing' }
  | { readonly step: 'consent'; readonly patient: string }
  | { readonly step: 'agreed'; readonly patient: string; readonly longTerm: boolean }
  | { readonly step: 'closed'; readonly closing: Closing };

/** `cancelled`: the person did not want to. `nothing`: there is nothing that can be exchanged. */
export type Closing = 'cancelled' | 'nothing';

export interface MedmijRequest extends MedmijAsked {
  /** UUID: in URLs, and the session id of the chain log. */
  readonly id: string;
  readonly at: MedmijStep;
}

/** @param hash of the cookie of the browser. @param expires seconds since the epoch */
export async function saveMedmijRequest(
  session: Session,
  asked: MedmijAsked & { readonly id: string },
  hash: Buffer,
  expires: number,
): Promise<void> {
  await session.query({
    name: 'medmij-save-request',
    text: `insert into medmij_request (id, hash, client, redirect_uri, scope, state, provider, kind, services,
        correlation, step, expires_at)
      values ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9::text[], $10, 'landing', to_timestamp($11))`,
    values: [
      asked.id,
      hash,
      asked.client,
      asked.redirectUri,
      asked.scope,
      asked.state,
      asked.provider,
      asked.kind,
      asked.services === undefined ? undefined : textArray(asked.services),
      asked.correlation,
      expires,
    ],
  });
}

interface RequestRow {
  readonly id: string;
  readonly client: string;
  readonly redirect_uri: string;
  readonly scope: string;
  readonly state: string;
  readonly provider: string;
  readonly kind: UseCase;
  readonly services: string[] | null;
  readonly correlation: string;
  readonly step: MedmijStep['step'];
  readonly closing: Closing | null;
  readonly patient: string | null;
  readonly long_term: boolean;
}

const COLUMNS = `id, client, redirect_uri, scope, state, provider, kind, services, correlation, step, closing,
  patient, long_term`;

/** @param hash of the cookie: undefined comes back for another browser, too late, or never asked */
export async function findMedmijRequest(
  session: Session,
  id: string,
  hash: Buffer,
): Promise<MedmijRequest | undefined> {
  const [row] = await session.query<RequestRow>({
    name: 'medmij-request',
    text: `select ${COLUMNS} from medmij_request
      where id = $1::uuid and hash = $2 and expires_at > now()`,
    values: [id, hash],
  });
  return row === undefined ? undefined : fromRow(row);
}

/**
 * Goes on to another step. @param from the step it must be at, or this form came too late
 * @returns false then
 */
export async function moveMedmijRequest(
  session: Session,
  id: string,
  from: MedmijStep['step'],
  to: MedmijStep,
): Promise<boolean> {
  const rows = await session.query({
    name: 'medmij-move-request',
    text: `update medmij_request set step = $3, patient = $4, long_term = $5, closing = $6
      where id = $1::uuid and step = $2 and expires_at > now() returning id`,
    values: [
      id,
      from,
      to.step,
      'patient' in to ? to.patient : undefined,
      to.step === 'agreed' && to.longTerm,
      to.step === 'closed' ? to.closing : undefined,
    ],
  });
  return rows.length > 0;
}

/** Ends it when its step is one of the last ones; of several who try, one gets it. */
export async function takeMedmijRequest(
  session: Session,
  id: string,
): Promise<MedmijRequest | undefined> {
  const [row] = await session.query<RequestRow>({
    name: 'medmij-take-request',
    text: `delete from medmij_request
      where id = $1::uuid and step in ('agreed', 'closed') and expires_at > now() returning ${COLUMNS}`,
    values: [id],
  });
  return row === undefined ? undefined : fromRow(row);
}

function fromRow(row: RequestRow): MedmijRequest {
  return {
    id: row.id,
    client: row.client,
    redirectUri: row.redirect_uri,
    scope: row.scope,
    state: row.state,
    provider: row.provider,
    kind: row.kind,
    services: row.services ?? undefined,
    correlation: row.correlation,
    at: stepOf(row),
  };
}

function stepOf({ step, closing, patient, long_term: longTerm }: RequestRow): MedmijStep {
  switch (step) {
    case 'landing':
      return { step };
    case 'consent':
      return { step, patient: patient ?? '' };
    case 'agreed':
      return { step, patient: patient ?? '', longTerm };
    case 'closed':
      return { step, closing: closing ?? 'cancelled' };
  }
}

/**
 * Sign-ins elsewhere that are under way, and the tickets of those that came back. Each is kept in the
 * database under a hash of what the browser carries, is good for one use whichever process it meets,
 * and belongs to the interaction that it began in: its cookie decides whose browser that is.
 */
import type { Database } from '../../storage/database.js';
import { saveRecord, takeRecord } from '../../storage/auth/records.js';
import { hashOf, randomSecret } from '../secrets.js';
import type { SignInProblem } from './refused.js';

/** Seconds to sign in there. */
const LONGEST_SIGN_IN = 1800;
/** Seconds for a redirect. */
const LONGEST_REDIRECT = 120;

const REQUEST = 'ElsewhereRequest';
const TICKET = 'ElsewhereTicket';

/** `patient`: logical id of the Patient whose own sign-in it was. */
export type Outcome =
  { readonly account: string } | { readonly patient: string } | { readonly problem: SignInProblem };

/** Whose sign-in it is: of which flow, and which interaction of that. */
export interface Coming {
  readonly flow: string;
  readonly uid: string;
}

/** @param id random: what the provider must give back */
export async function noteRequest(
  database: Database,
  id: string,
  request: Coming & { readonly provider: string },
): Promise<void> {
  await saveRecord(database, {
    model: REQUEST,
    hash: hashOf(id),
    payload: { ...request },
    expires: inSeconds(LONGEST_SIGN_IN),
  });
}

/**
 * Uses it up, also when another provider than the one it was sent to answers.
 * @returns undefined when this provider was not asked, or not lately
 */
export async function takeRequest(
  database: Database,
  id: string,
  provider: string,
): Promise<Coming | undefined> {
  const request = await takeRecord(database, { model: REQUEST, hash: hashOf(id) });
  if (request?.['provider'] !== provider) return undefined;
  return { flow: String(request['flow']), uid: String(request['uid']) };
}

/** @returns what the browser carries back to its interaction */
export async function makeTicket(
  database: Database,
  uid: string,
  outcome: Outcome,
): Promise<string> {
  const ticket = randomSecret();
  await saveRecord(database, {
    model: TICKET,
    hash: hashOf(ticket),
    payload: { uid, ...outcome },
    expires: inSeconds(LONGEST_REDIRECT),
  });
  return ticket;
}

/** Uses it up. @returns undefined when it is none of this interaction */
export async function takeTicket(
  database: Database,
  ticket: string,
  uid: string,
): Promise<Outcome | undefined> {
  const payload = await takeRecord(database, { model: TICKET, hash: hashOf(ticket) });
  if (payload?.['uid'] !== uid) return undefined;
  const { account, patient, problem } = payload;
  if (typeof account === 'string') return { account };
  if (typeof patient === 'string') return { patient };
  return { problem: typeof problem === 'string' ? (problem as SignInProblem) : 'failed' };
}

function inSeconds(seconds: number): number {
  return Math.floor(Date.now() / 1000) + seconds;
}

/**
 * Access tokens of PGOs: opaque, of one patient and some gegevensdiensten, kept as a hash in the same
 * table as those of apps.
 * https://afsprakenstelsel.medmij.nl/asverplicht/mmverplicht/resource-interface
 */
import type { MedmijAccess } from '../../access/context.js';
import type { Session } from '../../storage/database.js';
import { saveToken, type LiveToken } from '../../storage/auth/tokens.js';
import { hashOf, randomSecret } from '../secrets.js';

/** `auth_token.kind` */
export const MEDMIJ_TOKEN = 'medmij';

/** Seconds that a token is good for unless something else is said. */
export const MEDMIJ_TOKEN_SECONDS = 900;

/** What is kept with a token: nothing about the person but the logical id. */
export interface MedmijTokenPayload {
  /** Logical id of the Patient. */
  readonly patient: string;
  /** Ids of gegevensdiensten. */
  readonly services: readonly string[];
  /** Name of the provider, without `@medmij`. */
  readonly provider: string | null;
  /** Hostname of the PGO. */
  readonly pgo: string | null;
  /** `X-Correlation-ID` of the authorization. */
  readonly correlation: string | null;
  /** Logical id of the Consent. */
  readonly consent: string | null;
}

/**
 * Makes an access token.
 * @param seconds how long it is good
 * @returns its value, which is kept nowhere
 */
export async function issueMedmijToken(
  session: Session,
  payload: MedmijTokenPayload,
  seconds: number,
): Promise<string> {
  const value = randomSecret();
  const expires = Math.floor(Date.now() / 1000) + seconds;
  await saveToken(session, hashOf(value), {
    kind: MEDMIJ_TOKEN,
    payload: { ...payload },
    expires,
  });
  return value;
}

/**
 * What a token of this kind lets its bearer do.
 * @param tokenId names it in the audit trail
 * @throws Error for a payload that names no patient: such a token was not made here
 */
export function medmijAccess({ payload }: LiveToken, tokenId: string): MedmijAccess {
  const { patient } = payload;
  if (typeof patient !== 'string' || patient === '') {
    throw new Error('A MedMij token without a patient.');
  }
  const provider = textOf(payload['provider']);
  const pgo = textOf(payload['pgo']);
  const correlation = textOf(payload['correlation']);
  const consentId = textOf(payload['consent']);
  return {
    kind: 'medmij',
    patient,
    services: textsOf(payload['services']),
    ...(provider === undefined ? {} : { provider }),
    ...(pgo === undefined ? {} : { pgo }),
    ...(correlation === undefined ? {} : { correlation }),
    ...(consentId === undefined ? {} : { consentId }),
    tokenId,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

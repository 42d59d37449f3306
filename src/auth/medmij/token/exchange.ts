/** A code for tokens: https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3 */
import { presentMedmijCode, type MedmijCode } from '../../../storage/auth/medmij/codes.js';
import type { Session } from '../../../storage/database.js';
import { hashOf } from '../../secrets.js';
import type { ListedClient } from '../lists/types.js';
import type { MedmijParts } from '../parts.js';
import { issueTokens, type Issued } from './issue.js';
import { isRefusal, refusal, type TokenRefusal } from './refusal.js';

export interface Exchange {
  /** Undefined when there is none: its request is refused. */
  readonly code: string;
  readonly redirectUri: string | undefined;
  /** X-Correlation-ID of this request; undefined when it has none, and may do without. */
  readonly correlation: string | undefined;
  readonly client: ListedClient | TokenRefusal;
}

/** What becomes of the consent. */
interface Outcome {
  readonly answer: Issued | TokenRefusal;
  /** Of a code that brought nothing. */
  readonly ends?: { readonly consent: string; readonly reason: 'reused' | 'lapsed' };
}

/**
 * Uses up the code, whatever comes of it. A code that is presented again takes along the tokens that came of
 * it: somebody else has it too. https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2
 */
export async function exchangeCode(
  parts: MedmijParts,
  exchange: Exchange,
): Promise<Issued | TokenRefusal> {
  const { answer, ends } = await parts.database.inTransaction((session) =>
    present(parts, session, exchange),
  );
  if (ends !== undefined) await parts.consents.end(ends.consent, ends.reason);
  return answer;
}

async function present(parts: MedmijParts, session: Session, exchange: Exchange): Promise<Outcome> {
  const presented = await presentMedmijCode(session, hashOf(exchange.code));
  const { client } = exchange;
  if (presented.kind !== 'first') {
    return {
      answer: isRefusal(client) ? client : refusal('invalid_grant'),
      ...(presented.kind === 'again'
        ? { ends: { consent: presented.consent, reason: 'reused' } }
        : {}),
    };
  }
  const { value: code } = presented;
  const answer = await answerOf(parts, session, exchange, code);
  return isRefusal(answer)
    ? { answer, ends: { consent: code.consent, reason: 'lapsed' } }
    : { answer };
}

async function answerOf(
  parts: MedmijParts,
  session: Session,
  { client, redirectUri, correlation }: Exchange,
  code: MedmijCode,
): Promise<Issued | TokenRefusal> {
  if (isRefusal(client)) return client;
  if (redirectUri === undefined) return refusal('invalid_request');
  const isBound =
    code.client === client.hostname &&
    code.redirectUri === redirectUri &&
    (correlation ?? code.correlation) === code.correlation;
  if (!isBound) return refusal('invalid_grant');
  return issueTokens(parts, session, {
    client,
    consent: code.consent,
    correlation: code.correlation,
  });
}

/** The page for technical failures (Technische storing). */
import type { Request, Response } from 'express';
import { chosenLanguage } from '../../screens/chosen-language.js';
import { sendScreen } from '../../screens/layout.js';
import { rootOf, type MedmijParts } from '../parts.js';
import { failureScreen } from '../screens/screens.js';

export interface Failure {
  readonly status: number;
  readonly traceId: string | undefined;
  readonly sessionId: string;
  /** The PGO and where to go back to; only of a request whose client and redirect URI are right. */
  readonly back?: { readonly client: string; readonly redirectUri: string; readonly state: string };
}

/** Shows the page. The person learns two numbers, and nothing about the cause. */
export function sendFailure(
  { settings, issuer, lists, chainLog }: MedmijParts,
  request: Request,
  response: Response,
  { status, traceId, sessionId, back }: Failure,
): void {
  const pgo = back === undefined ? undefined : lists.client(back.client)?.organisationName;
  chainLog.record({
    event: 'show_technical_failure_page',
    trace: traceId,
    session: sessionId,
    details: { status },
  });
  const screen = failureScreen({
    language: chosenLanguage(request),
    dva: settings.dva,
    sentence: settings.failureSentence,
    traceId,
    sessionId,
    back:
      back === undefined || pgo === undefined
        ? undefined
        : {
            pgo,
            url: backTo(back.redirectUri, { error: 'server_error', state: back.state }, settings),
          },
  });
  sendScreen(response, screen, rootOf(issuer), status);
}

/**
 * The redirect URI with an error: https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1
 * @param settings which descriptions errors have; they say nothing about a single case
 */
export function backTo(
  redirectUri: string,
  { error, state }: { readonly error: string; readonly state: string | undefined },
  { errorDescriptions }: Pick<MedmijParts['settings'], 'errorDescriptions'>,
): string {
  const url = new URL(redirectUri);
  url.searchParams.set('error', error);
  const description = (errorDescriptions as Readonly<Record<string, string | undefined>>)[error];
  if (description !== undefined) url.searchParams.set('error_description', description);
  if (state !== undefined) url.searchParams.set('state', state);
  return url.href;
}

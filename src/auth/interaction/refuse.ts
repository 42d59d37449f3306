/** The end of an authorization request that goes no further. */
import type { Refusal } from './state.js';
import type { Visit } from './visit.js';

/** Ends the request; the app is told why. */
export async function refuse(
  { request, response, provider }: Visit,
  { error, description }: Refusal,
): Promise<void> {
  await provider.interactionFinished(
    request,
    response,
    { error, error_description: description },
    { mergeWithLastSubmission: false },
  );
}

/** Data go to the PGO that got the token, and to nobody who has taken it: by its certificate. */
import type { IncomingMessage } from 'node:http';
import type { AccessContext } from '../../access/context.js';
import { unauthenticated } from '../bearer.js';
import type { PeerOf } from './client-certificate.js';

type Authenticate = (request: IncomingMessage) => Promise<AccessContext>;

/**
 * Refuses requests with a token of MedMij unless they come from the PGO that the token is of; a token of
 * no PGO, which an operator made, is for every host on the Whitelist.
 * @returns what throws FhirError `unauthenticated` for another peer
 */
export function boundToPeer(authenticate: Authenticate, peerOf: PeerOf): Authenticate {
  return async (request) => {
    const access = await authenticate(request);
    if (access.kind !== 'medmij' || peerOf(request, access.pgo) !== undefined) return access;
    throw unauthenticated(
      'The client certificate is missing, or not that of the PGO which the access token is of.',
      'invalid_token',
    );
  };
}

/** Who is at the other end of a backchannel request, by the certificate of its TLS connection. */
import type { IncomingMessage } from 'node:http';

/**
 * The host name that the caller's certificate proves: chain, dates and Whitelist are judged already.
 * Undefined: no certificate, or one that is not good for this.
 * @param expected what the name should be (a `client_id`); a certificate may have several names, and
 * the answer is this one when it is among them. Without it: the first name on the Whitelist.
 */
export type PeerOf = (request: IncomingMessage, expected?: string) => string | undefined;

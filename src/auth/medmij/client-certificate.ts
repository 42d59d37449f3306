/**
 * Who is at the other end of a backchannel request, by its certificate: that of the TLS connection, or
 * the one that a trusted proxy tells. https://afsprakenstelsel.medmij.nl/ (core.tls)
 */
import type { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { BlockList } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Clock } from '../../ports.js';
import { isWithin } from '../network.js';
import { certificateNames } from './certificate-names.js';
import { certificateOf } from './certificate-header.js';
import type { MedmijLists } from './lists/types.js';

/**
 * The host name that the caller's certificate proves: chain, dates and Whitelist are judged already.
 * Undefined: no certificate, or one that is not good for this.
 * @param expected what the name should be (a `client_id`); a certificate may have several names, and
 * the answer is this one when it is among them. Without it: the first name on the Whitelist.
 */
export type PeerOf = (request: IncomingMessage, expected?: string) => string | undefined;

export interface PeerParts {
  readonly lists: Pick<MedmijLists, 'isWhitelisted'>;
  /** The header of trusted proxies, in small letters; undefined: they tell none. */
  readonly header: string | undefined;
  readonly proxies: BlockList;
  readonly clock: Clock;
}

/** Judges certificates by the lists and the time of the moment of each request. */
export function createPeerOf({ lists, header, proxies, clock }: PeerParts): PeerOf {
  return (request, expected) => {
    const fromProxy = header !== undefined && isWithin(proxies, addressOf(request));
    const certificate = fromProxy ? toldCertificate(request, header) : ownCertificate(request);
    if (certificate === undefined || !isInForce(certificate, clock())) return undefined;
    const names = certificateNames(certificate);
    const wanted = expected === undefined ? names : names.filter((name) => name === expected);
    return wanted.find((name) => lists.isWhitelisted(name));
  };
}

function addressOf(request: IncomingMessage): string {
  return request.socket.remoteAddress ?? '';
}

/**
 * A proxy has checked the chain. A header that is there more than once was not set by it alone: Node
 * joins the values with a comma, which none of the forms has.
 */
function toldCertificate(request: IncomingMessage, header: string): X509Certificate | undefined {
  const value = request.headers[header];
  return typeof value === 'string' ? certificateOf(value) : undefined;
}

/** That of the connection, when it leads to one of the configured authorities. */
function ownCertificate({ socket }: IncomingMessage): X509Certificate | undefined {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
  // A resumed session counts as authorized also when there was no certificate.
  return socket.getPeerX509Certificate();
}

/** Connections may outlive the certificate that they began with. */
function isInForce({ validFrom, validTo }: X509Certificate, now: number): boolean {
  return Date.parse(validFrom) <= now && now <= Date.parse(validTo);
}

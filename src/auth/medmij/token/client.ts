/**
 * Which PGO sends a backchannel request: its `client_id` is the host name that its certificate proves. There
 * are no client secrets.
 */
import type { IncomingMessage } from 'node:http';
import type { ListedClient } from '../lists/types.js';
import type { MedmijParts } from '../parts.js';
import { refusal, type TokenRefusal } from './refusal.js';

/** @returns the client, which is on both lists */
export function authenticateClient(
  { lists, peerOf }: Pick<MedmijParts, 'lists' | 'peerOf'>,
  request: IncomingMessage,
  clientId: string | undefined,
): ListedClient | TokenRefusal {
  if (clientId === undefined) return refusal('invalid_request');
  const client = lists.client(clientId);
  const isProven = peerOf(request, clientId) === clientId && lists.isWhitelisted(clientId);
  return client !== undefined && isProven ? client : refusal('invalid_client');
}

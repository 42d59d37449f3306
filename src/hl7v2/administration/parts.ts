/** What administration works with, and what it shares. */
import { FhirError } from '../../fhir/errors.js';
import type { Environment } from '../../interactions/environment.js';
import type { InboxAdministration, StoredText } from '../../storage/inbox/administration.js';
import type { MessageDetails } from '../../storage/inbox/message-list.js';
import type { Feed } from '../feed.js';
import { completeSettings, type MappingSettings } from '../mapping/settings.js';
import { readHeader } from '../parser/header.js';
import { decodeMessage } from '../reception/decode.js';
import type { MessageInProcess } from '../types.js';

export interface AdministrationParts {
  readonly inbox: InboxAdministration;
  readonly environment: Environment;
  readonly feeds: readonly Feed[];
}

/** Who does something, for the record: an account, a client, a user of the command line. */
export type Who = string;

/** @throws FhirError `not-found` */
export async function existingMessage(
  { inbox }: AdministrationParts,
  id: number,
): Promise<MessageDetails> {
  const found = await inbox.read(id);
  if (found === undefined) throw new FhirError('not-found', `There is no message ${id}.`);
  return found;
}

/** @throws FhirError `unprocessable` for a feed that is not configured */
export function feedNamed({ feeds }: AdministrationParts, name: string): Feed {
  const feed = feeds.find((one) => one.name === name);
  if (feed === undefined) {
    throw new FhirError('unprocessable', `There is no feed "${name}" in the configuration.`);
  }
  return feed;
}

/** The mapping settings of a feed, with the default ones for what it leaves out. */
export function settingsOf({ mapping }: Feed): MappingSettings {
  return completeSettings(mapping);
}

/** A stored message as processing takes it. @throws Hl7Error when it can't be read */
export function workOf(
  { id, received, content, decision }: Omit<StoredText, 'hasKeys' | 'feed'>,
  feed: Feed,
): MessageInProcess {
  const { message, warning } = decodeMessage(content, feed);
  return {
    id,
    feed,
    received,
    message,
    header: readHeader(message),
    ...(warning !== undefined && { charsetWarning: warning }),
    ...(decision !== undefined && { decision }),
  };
}

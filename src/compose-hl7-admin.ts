/** Administration of HL7 v2, for the API and the command line alike. */
import type { Hl7Administration } from './admin/hl7-administration.js';
import type { Feed } from './hl7v2/feed.js';
import { decideMessage, ignoreMessage } from './hl7v2/administration/decide.js';
import { listFeeds, listMessages, showMessage } from './hl7v2/administration/inspect.js';
import { mergeByHand, unmergeByHand } from './hl7v2/administration/merges.js';
import { feedNamed, type AdministrationParts } from './hl7v2/administration/parts.js';
import { replayMessages } from './hl7v2/administration/replay.js';
import { tryStored, tryText } from './hl7v2/administration/try.js';
import type { Environment } from './interactions/environment.js';
import { InboxAdministration } from './storage/inbox/administration.js';
import type { Database } from './storage/database.js';

export interface Hl7AdministrationParts {
  readonly environment: Environment;
  readonly database: Database;
  readonly feeds: readonly Feed[];
}

/** What the functions of administration work with. */
export function administrationParts(parts: Hl7AdministrationParts): AdministrationParts {
  const { environment, database, feeds } = parts;
  return { environment, feeds, inbox: new InboxAdministration(database) };
}

/** @see Hl7Administration */
export function composeHl7Administration(settings: Hl7AdministrationParts): Hl7Administration {
  const parts = administrationParts(settings);
  return {
    list: (filter, page) => listMessages(parts, filter, page),
    show: (id, who) => showMessage(parts, id, who),
    decide: (id, request, who) => decideMessage(parts, id, { request, who }),
    ignore: (id, comment, who) => ignoreMessage(parts, id, { comment, who }),
    replay: (filter, limit, who) => replayMessages(parts, { filter, limit, who }),
    async tryText({ content, feed, mapping }) {
      const named = feed === undefined ? parts.feeds[0] : feedNamed(parts, feed);
      // What comes as JSON has been decoded, whatever MSH-18 says.
      const as = named && { ...named, charset: { ...named.charset, override: 'utf-8' as const } };
      return tryText(parts, Buffer.from(content), {
        ...(as !== undefined && { feed: as }),
        ...(mapping !== undefined && { mapping }),
      });
    },
    tryStored: (filter, { limit, mapping }, who) =>
      tryStored(parts, { filter, limit, who, ...(mapping !== undefined && { mapping }) }),
    feeds: (since) => listFeeds(parts, since),
    actions: (page) => parts.inbox.actions(page),
    merge: (body, who) => mergeByHand(parts, body, who),
    unmerge: (body, who) => unmergeByHand(parts, body, who),
  };
}

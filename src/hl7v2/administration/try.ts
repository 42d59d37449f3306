/** What messages would become, and what of that is new: nothing is written. */
import { FhirError } from '../../fhir/errors.js';
import type { JsonObject, JsonValue } from '../../fhir/json.js';
import type { MessageFilter } from '../../storage/inbox/message-list.js';
import type { StoredText } from '../../storage/inbox/administration.js';
import type { Feed } from '../feed.js';
import { Hl7Error } from '../hl7-error.js';
import { createIdentity } from '../identity/identity.js';
import { readMappingSettings } from '../mapping/settings-check.js';
import { withStoredMaps } from '../processing/stored-maps.js';
import { dryRun, type Tried } from '../processing/dry-run.js';
import { reasonOfError } from '../reception/incoming.js';
import { feedNamed, settingsOf, workOf, type AdministrationParts, type Who } from './parts.js';
import { ensureSelective } from './replay.js';

/** With which settings: those of a feed, or others in their place. */
export interface TryWith {
  readonly feed?: Feed;
  /** Mapping settings in place of those of the feed. */
  readonly mapping?: JsonValue;
}

/**
 * What one message would become, field by field, that need not have been received.
 * @throws FhirError `unprocessable` for wrong settings, or what is no message
 */
export async function tryText(
  parts: AdministrationParts,
  content: Buffer,
  { feed = parts.feeds[0], mapping }: TryWith,
): Promise<JsonObject> {
  if (feed === undefined) throw new FhirError('unprocessable', 'There is no feed.');
  const received = parts.environment.clock();
  // It would be the newest.
  const text = { id: Number.MAX_SAFE_INTEGER, received, content, decision: undefined };
  try {
    return { feed: feed.name, ...asJson(await run(parts, text, changed(feed, mapping))) };
  } catch (error) {
    if (error instanceof Hl7Error) throw new FhirError('unprocessable', error.message);
    throw error;
  }
}

export interface TryRequest extends TryWith {
  readonly filter: MessageFilter;
  readonly limit: number;
  readonly who: Who;
}

/**
 * What stored messages would become now, with the settings as they are or changed ones: for each its
 * state before and after, and in which places resources would change.
 */
export async function tryStored(
  parts: AdministrationParts,
  { filter, limit, who, feed, mapping }: TryRequest,
): Promise<JsonObject> {
  ensureSelective(filter);
  const ids = await parts.inbox.ids(filter, { after: 0, limit });
  const results: JsonObject[] = [];
  for (const id of ids) results.push(await tryOne(parts, id, { feed, mapping }));
  const details = { first: ids[0] ?? 0, last: ids.at(-1) ?? 0, count: ids.length };
  await parts.inbox.record({ who, action: 'try', details });
  const count = (test: (result: JsonObject) => boolean): number => results.filter(test).length;
  return {
    tried: results.length,
    changed: count(({ isChanged }) => isChanged === true),
    failed: count(({ after }) => (after as JsonObject)['state'] === 'failed'),
    messages: results,
  };
}

async function tryOne(
  parts: AdministrationParts,
  id: number,
  { feed, mapping }: { readonly feed: Feed | undefined; readonly mapping: JsonValue | undefined },
): Promise<JsonObject> {
  const message = await parts.inbox.read(id);
  if (message?.content === undefined) {
    return { message: id, after: { state: 'failed', reason: { code: 'text-removed' } } };
  }
  const { state, reason, content, decision } = message;
  const before = { state, ...(reason !== undefined && { reason: { ...reason } }) };
  const received = Date.parse(message.received);
  const used = feed ?? feedNamed(parts, message.feed);
  // Facts are told apart by the feed that they came over.
  const as = changed({ ...used, name: message.feed }, mapping);
  try {
    const tried = await run(parts, { id, received, content, decision }, as);
    const after = { state: tried.outcome.state, ...reasonOf(tried) };
    const resources = tried.resources.map(({ action, reference, type, resource, differences }) => ({
      action,
      reference,
      ...(action === 'create' ? { type, resource } : { differences: [...differences] }),
    }));
    const isChanged = state !== after.state || resources.length > 0;
    const warnings = [...tried.warnings];
    return { message: id, isChanged, before, after, resources, warnings } as unknown as JsonObject;
  } catch (error) {
    if (!(error instanceof Hl7Error)) throw error;
    const after = { state: 'failed', reason: { ...reasonOfError(error) } };
    return { message: id, isChanged: state !== 'failed', before, after };
  }
}

function reasonOf({ outcome }: Tried): JsonObject {
  return outcome.reason === undefined ? {} : { reason: { ...outcome.reason } };
}

/** The feed with other mapping settings. @throws FhirError `unprocessable` with all that is wrong */
function changed(feed: Feed, mapping: JsonValue | undefined): Feed {
  if (mapping === undefined) return feed;
  const read = readMappingSettings(mapping);
  if (read.kind === 'settings') return { ...feed, mapping: mapping as JsonObject };
  const issues = read.findings.map(
    (diagnostics) => ({ severity: 'error', code: 'invalid', diagnostics }) as const,
  );
  throw new FhirError('unprocessable', 'The mapping settings are wrong.', { issues });
}

async function run(
  { environment }: AdministrationParts,
  text: Omit<StoredText, 'hasKeys' | 'feed'>,
  feed: Feed,
): Promise<Tried> {
  const identity = createIdentity(environment);
  const settings = await withStoredMaps(environment, settingsOf(feed));
  return dryRun({ environment, settings, identity }, workOf(text, feed));
}

function asJson(tried: Tried): JsonObject {
  return tried as unknown as JsonObject;
}

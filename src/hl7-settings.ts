/** The mapping settings of each feed, with the ConceptMaps that they name as these are stored now. */
import type { Feed } from './hl7v2/feed.js';
import { completeSettings, type MappingSettings } from './hl7v2/mapping/settings.js';
import { namesStoredMaps, withStoredMaps } from './hl7v2/processing/stored-maps.js';
import type { Environment } from './interactions/environment.js';
import type { Logger } from './ports.js';

/** How long it takes at most until a map that was stored or changed is used. */
const REFRESH_MILLISECONDS = 15_000;

export interface FeedSettings {
  /** Of a feed by name; the default ones for a name that is none. */
  readonly of: (feed: string) => MappingSettings;
  stop(): void;
}

/** Reads the maps, and reads them again now and then. */
export async function openFeedSettings(
  feeds: readonly Feed[],
  { environment, log }: { readonly environment: Environment; readonly log: Logger },
): Promise<FeedSettings> {
  const given = new Map(feeds.map(({ name, mapping }) => [name, completeSettings(mapping)]));
  const byDefault = completeSettings();
  const current = new Map(given);
  const refresh = async (): Promise<void> => {
    for (const [name, settings] of given) {
      if (namesStoredMaps(settings)) current.set(name, await withStoredMaps(environment, settings));
    }
  };
  const refreshed = (): Promise<void> =>
    refresh().catch(() => {
      log.warn({}, 'ConceptMaps of HL7 v2 feeds could not be read');
    });
  await refreshed();
  const hasStored = [...given.values()].some(namesStoredMaps);
  const timer = hasStored
    ? setInterval(() => void refreshed(), REFRESH_MILLISECONDS).unref()
    : undefined;
  return {
    of: (feed) => current.get(feed) ?? byDefault,
    stop() {
      clearInterval(timer);
    },
  };
}

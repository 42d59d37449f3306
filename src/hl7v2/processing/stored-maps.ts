/** ConceptMaps that settings name by their URL and that are stored on this server. */
import { escapeValue } from '../../search/value.js';
import type { JsonObject } from '../../fhir/json.js';
import { parseJsonResource } from '../../formats/json/parse.js';
import { parseCriteria } from '../../interactions/conditional/criteria.js';
import type { Environment } from '../../interactions/environment.js';
import type { CodeMapSetting, MappingSettings } from '../mapping/settings.js';

/** Whether settings name any. */
export function namesStoredMaps({ codeMaps }: MappingSettings): boolean {
  return codeMaps.some(({ conceptMap }) => typeof conceptMap === 'string');
}

/**
 * The settings with the maps in the place of their URLs; one that is not stored stays a URL, which
 * the mapping reports.
 */
export async function withStoredMaps(
  environment: Environment,
  settings: MappingSettings,
): Promise<MappingSettings> {
  if (!namesStoredMaps(settings)) return settings;
  const codeMaps: CodeMapSetting[] = [];
  for (const one of settings.codeMaps) {
    const { conceptMap } = one;
    const stored =
      typeof conceptMap === 'string' ? await storedMap(environment, conceptMap) : undefined;
    codeMaps.push(stored === undefined ? one : { ...one, conceptMap: stored });
  }
  return { ...settings, codeMaps };
}

/** https://hl7.org/fhir/R4/references.html#canonical; of several versions the one written last. */
async function storedMap(
  environment: Environment,
  canonical: string,
): Promise<JsonObject | undefined> {
  const [url = '', version] = canonical.split('|', 2);
  const { query } = parseCriteria(environment, 'ConceptMap', [
    ['url', escapeValue(url)],
    ...(version === undefined ? [] : [['version', escapeValue(version)] as const]),
  ]);
  const found = await environment.reader.find(query, { limit: 100 });
  const keys = found.map(({ id }) => ({ type: 'ConceptMap', id }));
  const current = [...(await environment.reader.readManyCurrent(keys)).values()];
  const [newest] = current.sort((one, other) => other.updated.getTime() - one.updated.getTime());
  return newest?.body === undefined ? undefined : parseJsonResource(newest.body);
}

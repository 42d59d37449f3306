/** Whether a merge was taken back: whoever did so knew better than a message that comes again. */
import { stringAt } from '../../fhir/json.js';
import { keyText } from '../../fhir/resource.js';
import { parseJsonResource } from '../../formats/json/parse.js';
import { isEvidenceOf, replacedVersions } from './evidence.js';
import type { Current, MergeTools } from './records.js';

/**
 * Whether a merge of these two was undone after a moment.
 * @param since milliseconds since the epoch
 */
export async function wasUnmerged(
  { environment }: MergeTools,
  patients: readonly [Current, Current],
  since: number,
): Promise<boolean> {
  const found = await environment.reader.revincluded({
    rids: [patients[0].rid],
    paths: undefined,
    urlPaths: [],
    types: ['Provenance'],
    limit: 1000,
  });
  return found.some(({ body }) => {
    const provenance = parseJsonResource(body);
    if (!isEvidenceOf(provenance, 'unmerge')) return false;
    const recorded = Date.parse(stringAt(provenance, 'recorded') ?? '');
    const names = new Set(replacedVersions(provenance).map(keyText));
    return recorded >= since && patients.every(({ key }) => names.has(keyText(key)));
  });
}

/** The answer to a transaction: https://hl7.org/fhir/R4/http.html#transaction-response */
import { objectsAt, isObject, stringsAt } from '../../fhir/json.js';
import { writeJson } from '../../formats/json/write.js';
import type { BundleEntryText } from '../bundle-parts.js';
import { bundleBody } from '../bundle-text.js';
import type { Environment } from '../environment.js';
import { resultEntry } from '../response-entry.js';
import type { BundleParameters, InteractionResult } from '../types.js';

/** @param results one for each entry */
export function transactionAnswer(
  environment: Environment,
  { bundle, prefer }: BundleParameters,
  results: readonly InteractionResult[],
): InteractionResult {
  const { base } = environment.settings;
  const body = bundleBody({
    type: 'transaction-response',
    links: [{ relation: 'self', url: base }],
    entries: [
      ...results.map((result) => resultEntry(result, prefer, base)),
      ...acknowledgements(environment, bundle),
    ],
  });
  return { status: 200, body };
}

/**
 * What the sender is told when something has come in that a gegevensdienst of MedMij acknowledges, such
 * as a request for correction of a patient's record: an entry besides those of the request.
 */
function acknowledgements(
  { rules, newId }: Environment,
  bundle: BundleParameters['bundle'],
): BundleEntryText[] {
  const texts = rules.gegevensdiensten.all.flatMap(({ acknowledge }) => acknowledge ?? []);
  if (texts.length === 0) return [];
  const claimed = new Set(
    objectsAt(bundle, 'entry').flatMap(({ resource }) => {
      const { resourceType, meta } = isObject(resource) ? resource : {};
      const type = typeof resourceType === 'string' ? resourceType : '';
      const profiles = isObject(meta) ? stringsAt(meta, 'profile') : [];
      return profiles.map((url) => `${type} ${url.replace(/\|.*$/, '')}`);
    }),
  );
  return texts
    .filter(({ type, profile }) => claimed.has(`${type} ${profile}`))
    .map(({ text }) => acknowledgement(text, newId()));
}

function acknowledgement(text: string, id: string): BundleEntryText {
  const issue = { severity: 'information', code: 'informational', details: { text } };
  return {
    fullUrl: `urn:uuid:${id}`,
    resource: writeJson({ resourceType: 'OperationOutcome', id, issue: [issue] }),
    about: { response: { status: '200 OK' } },
  };
}

/** References that go from one Patient to another. */
import type { Environment } from '../../interactions/environment.js';
import { linkFinder } from '../../interactions/references.js';
import type { Resource } from '../../fhir/resource.js';
import type { Current, MergeTools } from './records.js';

/**
 * These tell what was the case when they were written, and stay as they are.
 * https://hl7.org/fhir/R4/auditevent.html, https://hl7.org/fhir/R4/provenance.html
 */
const RECORDS_OF_THE_PAST = new Set(['AuditEvent', 'Provenance']);

/** Patients of a hospital have thousands of resources, not more. */
const MOST_REFERRERS = 50_000;

/** The resources in force that refer to one by a reference that a search parameter indexes. */
export async function referrersOf(
  { environment }: MergeTools,
  target: Current,
): Promise<readonly { readonly type: string; readonly id: string }[]> {
  const found = await environment.reader.revincluded({
    rids: [target.rid],
    paths: undefined,
    urlPaths: [],
    types: undefined,
    limit: MOST_REFERRERS,
  });
  return found
    .filter(({ type, id }) => !RECORDS_OF_THE_PAST.has(type) && !isItself(target, type, id))
    .map(({ type, id }) => ({ type, id }));
}

function isItself({ key }: Current, type: string, id: string): boolean {
  return key.type === type && key.id === id;
}

/**
 * Sets every reference to one Patient to another, in place. A reference to a version stays: it
 * names what was written then.
 * @returns how many were set
 */
export function repoint(
  environment: Environment,
  resource: Resource,
  from: string,
  to: string,
): number {
  return repointReferences(environment, resource, {
    from: `Patient/${from}`,
    to: `Patient/${to}`,
  });
}

/** The same for references to any resource. */
export function repointReferences(
  environment: Environment,
  resource: Resource,
  { from, to }: { readonly from: string; readonly to: string },
): number {
  let count = 0;
  linkFinder(environment).find(resource, (link) => {
    if (link.kind !== 'reference' || link.text !== from) return;
    link.set(to);
    count += 1;
  });
  return count;
}

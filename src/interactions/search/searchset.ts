/** The entries of a searchset: https://hl7.org/fhir/R4/bundle.html#searchset */
import type { Issue } from '../../fhir/issue.js';
import { operationOutcome } from '../../fhir/outcome.js';
import { keyText, type ResourceKey } from '../../fhir/resource.js';
import { writeJson } from '../../formats/json/write.js';
import type { ResultOptions } from '../../search/parse/request.js';
import type { FoundResource } from '../../storage/search/find.js';
import type { BundleEntryText } from '../bundle-parts.js';
import type { Environment } from '../environment.js';
import { lanesOf } from './concurrently.js';
import { alsoFromContained, includedWith, type Included } from './includes.js';

type Shown = Pick<FoundResource, 'type' | 'id' | 'body' | 'container'>;

/** Of a contained resource the URL is that of its container and its own id; without one it has none. */
export function matchEntry(base: string, match: Shown): BundleEntryText {
  const { container, id } = match;
  if (container === undefined) return entry(match, urlOf(base, match), 'match');
  return entry(match, id === '' ? undefined : `${urlOf(base, container)}#${id}`, 'match');
}

/** What came along with matches. */
export function includedEntry(base: string, resource: Shown): BundleEntryText {
  return entry(resource, urlOf(base, resource), 'include');
}

export function outcomeEntry(notes: readonly Issue[]): BundleEntryText {
  return {
    resource: writeJson(operationOutcome(notes)),
    about: { search: { mode: 'outcome' } },
  };
}

/** For a page whose includes met their bound. */
export const INCOMPLETE: Issue = {
  severity: 'warning',
  code: 'too-costly',
  diagnostics:
    'The matches lead to more resources than a page includes. Some are left out: ask for fewer matches, or read them by their references.',
};

/** What is included besides the matches of a page. */
export async function includedOf(
  environment: Environment,
  options: ResultOptions,
  matches: readonly FoundResource[],
): Promise<Included> {
  if (options.includes.length + options.revincludes.length === 0) {
    return { resources: [], complete: true };
  }
  const { settings } = environment;
  return includedWith(lanesOf(environment), matches, {
    ...(options.contained?.returned === 'contained' ? alsoFromContained(options) : options),
    limit: settings.maxIncluded,
  });
}

function urlOf(base: string, key: ResourceKey): string {
  return `${base}/${keyText(key)}`;
}

function entry(
  { body }: Pick<Shown, 'body'>,
  fullUrl: string | undefined,
  mode: 'match' | 'include',
): BundleEntryText {
  const about = { search: { mode } };
  return { ...(fullUrl === undefined ? {} : { fullUrl }), resource: body, about };
}

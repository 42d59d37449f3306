/** Bundles put together from stored texts, without parsing them: https://hl7.org/fhir/R4/bundle.html */
import type { QueryParameter } from '../search/parse/parameters.js';
import type { BundleEntryText, BundleText } from './bundle-parts.js';
import type { ResultBody, SelfLink } from './types.js';

/** A Bundle as the body of a result, with the parts that it was made of. */
export function bundleBody(bundle: BundleText): ResultBody {
  let text: string | undefined;
  return {
    kind: 'text',
    bundle,
    // Put together when it is asked for: what goes to a PGO is made of other parts.
    get text() {
      text ??= bundleText(bundle);
      return text;
    },
  };
}

export function bundleText(bundle: BundleText): string {
  const parts = [`"resourceType":"Bundle","type":"${bundle.type}"`];
  if (bundle.total !== undefined) parts.push(`"total":${bundle.total}`);
  if (bundle.links !== undefined) parts.push(`"link":${JSON.stringify(bundle.links)}`);
  if (bundle.entries.length > 0) parts.push(`"entry":[${bundle.entries.map(entryText).join(',')}]`);
  return `{${parts.join(',')}}`;
}

function entryText({ fullUrl, resource, about }: BundleEntryText): string {
  const parts: string[] = [];
  if (fullUrl !== undefined) parts.push(`"fullUrl":${JSON.stringify(fullUrl)}`);
  if (resource !== undefined) parts.push(`"resource":${resource}`);
  const rest = JSON.stringify(about);
  if (rest !== '{}') parts.push(rest.slice(1, -1));
  return `{${parts.join(',')}}`;
}

/** Characters that a query may have as they are (RFC 3986, 3.4), and that FHIR's values are full of. */
const PLAIN: Readonly<Record<string, string>> = { '%3A': ':', '%2F': '/', '%2C': ',', '%24': '$' };

function readable(query: string): string {
  return query.replace(/%(?:3A|2F|2C|24)/g, (code) => PLAIN[code] ?? code);
}

/**
 * The URL of a request, with other parameters in place of some of its own. Of a search it is shown
 * to clients only for what `LinkPrivacy.conceal` gives.
 */
export function linkUrl(
  base: string,
  self: SelfLink,
  changes: { readonly drop?: readonly string[]; readonly add?: readonly QueryParameter[] } = {},
): string {
  const kept = self.query.filter(([name]) => changes.drop?.includes(name) !== true);
  const query = new URLSearchParams(
    [...kept, ...(changes.add ?? [])].map(([name, value]): [string, string] => [name, value]),
  );
  const text = readable(query.toString());
  const path = self.path === '' ? base : `${base}/${self.path}`;
  return text === '' ? path : `${path}?${text}`;
}

/** Where a PGO may be sent back to: any https URL of its own host, by the letter. Pure. */

const LONGEST = 2000;

/** Printable ASCII that a path can have; no backslash, which browsers read as a slash. */
const FORM = /^https:\/\/([a-z0-9.-]+)(\/[A-Za-z0-9\-._~!$&'()*+,;=:@%/]*)?$/;

/**
 * True for `https`, the client's host name and a path: without a port, user, query or fragment, and written as
 * URLs normally are, so that no two programs can read it in two ways.
 * @param clientId host name of the client
 */
export function isRedirectUri(text: string, clientId: string): boolean {
  if (text.length > LONGEST) return false;
  const [, host, path = ''] = FORM.exec(text) ?? [];
  if (host !== clientId) return false;
  const url = URL.parse(text);
  // Dot segments and the like come out in another form.
  return url !== null && url.href === `https://${host}${path === '' ? '/' : path}`;
}

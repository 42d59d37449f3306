/**
 * Names for statements whose text depends on the request. A named statement is planned once for each
 * connection and then kept there for good, so only texts that come back get one, and not too many.
 */
const MAX_NAMED = 400;
const MAX_WATCHED = 2000;
/** A text that comes this often gets a name. */
const WORTH_IT = 3;

const named = new Map<string, string>();
const seen = new Map<string, number>();

/** The name, or an empty one: the statement is then planned each time. */
export function statementName(text: string): string {
  const known = named.get(text);
  if (known !== undefined) return known;
  const times = (seen.get(text) ?? 0) + 1;
  if (times < WORTH_IT || named.size >= MAX_NAMED) {
    if (seen.size >= MAX_WATCHED) seen.clear();
    seen.set(text, times);
    return '';
  }
  seen.delete(text);
  const name = `search-${named.size}`;
  named.set(text, name);
  return name;
}

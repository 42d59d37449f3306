/** Parameters of a request: each once. Those that nobody knows are ignored, as MedMij asks. Pure. */

/** Those of an authorization request: https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1, and MedMij's. */
export const AUTHORIZATION_PARAMETERS = [
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'MedMij-Request-ID',
  'X-Correlation-ID',
] as const;

export interface Parameters<Name extends string> {
  /** The value of a parameter that is there once; empty ones count as absent. */
  readonly values: Readonly<Partial<Record<Name, string>>>;
  /** https://www.rfc-editor.org/rfc/rfc6749#section-3.1: names that are there more than once. */
  readonly repeated: ReadonlySet<Name>;
}

/** @param names the parameters to read */
export function readParameters<Name extends string>(
  query: URLSearchParams,
  names: readonly Name[],
): Parameters<Name> {
  const values: Partial<Record<Name, string>> = {};
  const repeated = new Set<Name>();
  for (const name of names) {
    const all = query.getAll(name);
    if (all.length > 1) repeated.add(name);
    else if (all[0] !== undefined && all[0] !== '') values[name] = all[0];
  }
  return { values, repeated };
}

/**
 * The scope of an authorization request. Release 2.2: `name` collects, `name~id` shares; before, one
 * `name~id` for each gegevensdienst. Pure.
 * https://afsprakenstelsel.medmij.nl/asverplicht/mmverplicht/authorization-interface
 */

/** A scope that has the right form. */
export interface ScopeAsked {
  /** Without `@medmij`. */
  readonly provider: string;
  /** Ids of gegevensdiensten; undefined: no id was named. */
  readonly services: readonly string[] | undefined;
}

const NAME = /^([a-z]{3,50})$/;
const NAME_AND_SERVICE = /^([a-z]{3,50})~([^\s~/]{1,30})$/;
/** More than a request of the old form needs. */
const MOST = 50;
const LONGEST = 4096;

/**
 * @param scope as it was asked
 * @returns undefined for what is no scope of ours: also for those of the extensions that this server
 * does not have (`subscribe~…`, `onbehalfof`, `onbehalfofchild`)
 */
export function parseMedmijScope(scope: string): ScopeAsked | undefined {
  if (scope.length > LONGEST) return undefined;
  const [, name] = NAME.exec(scope) ?? [];
  const asked = name === undefined ? withServices(scope) : { provider: name, services: undefined };
  // A word of an extension names no provider.
  return asked === undefined || RESERVED.has(asked.provider) ? undefined : asked;
}

const RESERVED: ReadonlySet<string> = new Set(['subscribe', 'onbehalfof', 'onbehalfofchild']);

/** One `name~id`, or several of one name. */
function withServices(scope: string): ScopeAsked | undefined {
  const parts = scope.split(' ').map((part) => NAME_AND_SERVICE.exec(part) ?? []);
  const providers = new Set(parts.map(([, provider]) => provider));
  const services = new Set(parts.map(([, , service]) => service));
  const [provider] = providers;
  const isOne = provider !== undefined && providers.size === 1;
  if (!isOne || services.size !== parts.length || parts.length > MOST) return undefined;
  return { provider, services: [...services].filter((service) => service !== undefined) };
}

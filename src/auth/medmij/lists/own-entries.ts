/** Whether the lists say of this server what it is: a PGO finds it by them alone. Pure. */
import type { DemoNetwork } from './demo-lists.js';
import type { ListedService, MedmijLists } from './types.js';

/** What this server is, by its configuration. */
export type OwnNetwork = DemoNetwork;

/**
 * Sentences about what the list of providers and the Whitelist have otherwise; none when all is well. A
 * proxy in front of the server may be the reason: these are warnings.
 */
export function ownEntryProblems(lists: MedmijLists, own: OwnNetwork): string[] {
  return own.providers.flatMap(({ name, services }) => {
    const listed = lists.provider(name);
    if (listed === undefined) return [`The list of providers has no ${name}@medmij.`];
    const offered = new Set(services ?? own.services);
    const missing = (services ?? []).filter((id) => !listed.services.has(id));
    return [
      ...missing.map((id) => `${name}@medmij: the list of providers has no gegevensdienst ${id}.`),
      ...[...listed.services.values()].flatMap((service) =>
        isElsewhere(service, own, offered)
          ? []
          : serviceProblems(service, { lists, own, offered }).map(
              (problem) => `${name}@medmij, gegevensdienst ${service.id}: ${problem}`,
            ),
      ),
    ];
  });
}

/** Another supplier may serve the same provider for other gegevensdiensten. */
function isElsewhere(
  { id, authorizationEndpoint }: ListedService,
  { issuer }: OwnNetwork,
  offered: ReadonlySet<string>,
): boolean {
  return !offered.has(id) && hostOf(authorizationEndpoint) !== hostOf(issuer);
}

interface Judged {
  readonly lists: MedmijLists;
  readonly own: OwnNetwork;
  readonly offered: ReadonlySet<string>;
}

function serviceProblems(service: ListedService, { lists, own, offered }: Judged): string[] {
  if (!offered.has(service.id)) return ['it is on the list of providers, and not offered here.'];
  const resources = service.systemRoles.map(({ resourceEndpoint }) => resourceEndpoint);
  const differing = [
    ...differs(
      'AuthorizationEndpoint',
      service.authorizationEndpoint,
      `${own.issuer}/medmij/authorize`,
    ),
    ...differs('TokenEndpoint', service.tokenEndpoint, `${own.issuer}/medmij/token`),
    ...resources.flatMap((resource) => differs('ResourceEndpoint', resource, own.fhirBase)),
  ];
  const hosts = new Set([service.tokenEndpoint, ...resources].map(hostOf));
  const strangers = [...hosts].filter((host) => !lists.isWhitelisted(host));
  return [...new Set(differing), ...strangers.map((host) => `${host} is not on the Whitelist.`)];
}

function differs(what: string, listed: string, own: string): string[] {
  return listed === own ? [] : [`its ${what} is ${listed}, that of this server ${own}.`];
}

function hostOf(url: string): string {
  return URL.parse(url)?.hostname ?? '';
}

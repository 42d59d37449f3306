/**
 * Lists of an invented network, for a demo on one machine: the providers of this server, and one PGO that
 * nobody has.
 */
import type { ListedProvider, ListedService, MedmijLists } from './types.js';

export const DEMO_PGO = {
  hostname: 'pgo.vuurtoren.example',
  organisationName: 'Voorbeeld-PGO (demo)',
} as const;

export interface DemoProvider {
  /** Without `@medmij`. */
  readonly name: string;
  /** Ids of gegevensdiensten; undefined: all. */
  readonly services: readonly string[] | undefined;
}

export interface DemoNetwork {
  readonly providers: readonly DemoProvider[];
  /** Ids of all gegevensdiensten. */
  readonly services: readonly string[];
  /** Public base URL of the authorization server. */
  readonly issuer: string;
  /** Public base URL of the FHIR API. */
  readonly fhirBase: string;
}

/** They never grow old. */
export function demoLists(network: DemoNetwork): MedmijLists {
  const providers = new Map(
    network.providers.map((provider) => [provider.name, listed(provider, network)]),
  );
  return {
    client: (id) => (id === DEMO_PGO.hostname ? DEMO_PGO : undefined),
    isWhitelisted: (hostname) => hostname === DEMO_PGO.hostname,
    serviceName: () => undefined,
    provider: (name) => providers.get(name),
    isUsable: () => true,
  };
}

function listed(
  { name, services }: DemoProvider,
  { services: all, issuer, fhirBase }: DemoNetwork,
): ListedProvider {
  const entry = (id: string): ListedService => ({
    id,
    authorizationEndpoint: `${issuer}/medmij/authorize`,
    tokenEndpoint: `${issuer}/medmij/token`,
    systemRoles: [{ code: 'demo', resourceEndpoint: fhirBase }],
  });
  return { name, services: new Map((services ?? all).map((id) => [id, entry(id)])) };
}

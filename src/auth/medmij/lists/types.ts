/**
 * What the lists of MedMij say, as the rest of the server asks it. WHL: hosts of the network. OCL: the
 * OAuth clients. GNL: names of gegevensdiensten. ZAL: care providers and their endpoints.
 */

/** An OAuth client: a PGO. */
export interface ListedClient {
  /** Its `client_id`. */
  readonly hostname: string;
  /** The name that people see. */
  readonly organisationName: string;
  /** Ids of the gegevensdiensten it supports; undefined: the list does not say (older releases). */
  readonly services?: ReadonlySet<string>;
}

/** One gegevensdienst of a care provider. */
export interface ListedService {
  readonly id: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly systemRoles: readonly { readonly code: string; readonly resourceEndpoint: string }[];
}

/** A care provider of the ZAL. */
export interface ListedProvider {
  /** Without `@medmij`. */
  readonly name: string;
  /** The Aanbiedertype; undefined: the list does not say (older releases). */
  readonly type?: string;
  /** By the id of the gegevensdienst. */
  readonly services: ReadonlyMap<string, ListedService>;
}

/** The lists of the moment: another answer may come with every question. */
export interface MedmijLists {
  /** @param id the `client_id`: a host name in lower case */
  client(id: string): ListedClient | undefined;
  /** True when a host may take part in backchannel traffic. */
  isWhitelisted(hostname: string): boolean;
  /** The name of a gegevensdienst that people see. */
  serviceName(id: string): string | undefined;
  /** @param name without `@medmij` */
  provider(name: string): ListedProvider | undefined;
  /**
   * False while the Whitelist or the OAuth client list was never loaded or is older than allowed:
   * every endpoint of MedMij refuses then.
   */
  isUsable(): boolean;
}

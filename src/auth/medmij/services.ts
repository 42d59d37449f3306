/** Which gegevensdiensten a request comes down to. Pure. */
import type { Gegevensdiensten } from '../../access/gegevensdiensten.js';
import type { UseCase } from '../../storage/auth/medmij/requests.js';
import type { ListedClient, MedmijLists } from './lists/types.js';
import type { MedmijProvider } from './settings.js';

/** The gegevensdiensten that this server has. */
export type ServiceCatalog = Pick<Gegevensdiensten, 'ids' | 'serviceById'>;

/** What people call a gegevensdienst: as the list of names has it, or as we do. */
export function serviceName(id: string, lists: MedmijLists, catalog: ServiceCatalog): string {
  return lists.serviceName(id) ?? catalog.serviceById(id)?.name ?? id;
}

/** The ids that a provider offers for a use case. */
export function offeredServices(
  { services }: MedmijProvider,
  kind: UseCase,
  catalog: ServiceCatalog,
): string[] {
  return (services ?? catalog.ids).filter((id) => catalog.serviceById(id)?.kind === kind);
}

export interface ScopeMeaning {
  readonly kind: UseCase;
  readonly services: readonly string[] | undefined;
}

/**
 * What a scope of the right form asks of this provider. No id: all that it has for collecting. Ids of
 * collecting, the form of older releases: these. One id of sharing: that one.
 * @returns undefined when the provider does not offer it
 */
export function meaningOf(
  services: readonly string[] | undefined,
  provider: MedmijProvider,
  catalog: ServiceCatalog,
): ScopeMeaning | undefined {
  const collectable = offeredServices(provider, 'collect', catalog);
  if (services === undefined) {
    return collectable.length === 0 ? undefined : { kind: 'collect', services: undefined };
  }
  if (services.every((id) => collectable.includes(id))) return { kind: 'collect', services };
  const [only, ...others] = services;
  const isShared =
    only !== undefined &&
    others.length === 0 &&
    offeredServices(provider, 'share', catalog).includes(only);
  return isShared ? { kind: 'share', services } : undefined;
}

/**
 * What an access token is good for: what was agreed to, as far as the provider still offers it and the
 * OAuth client list says that the client supports it.
 */
export function grantedServices(
  asked: { readonly kind: UseCase; readonly services: readonly string[] | undefined },
  { services: supported }: ListedClient,
  provider: MedmijProvider,
  catalog: ServiceCatalog,
): string[] {
  return offeredServices(provider, asked.kind, catalog).filter(
    (id) => (asked.services?.includes(id) ?? true) && (supported?.has(id) ?? true),
  );
}

/**
 * The scope that was granted, when it is less than what was asked: one value for each gegevensdienst.
 * https://www.rfc-editor.org/rfc/rfc6749#section-5.1
 * @returns undefined when it is all that was asked
 */
export function narrowedScope(
  asked: { readonly kind: UseCase; readonly services: readonly string[] | undefined },
  granted: readonly string[],
  provider: MedmijProvider,
  catalog: ServiceCatalog,
): string | undefined {
  const wanted = asked.services ?? offeredServices(provider, asked.kind, catalog);
  if (granted.length === wanted.length) return undefined;
  return granted.map((id) => `${provider.name}~${id}`).join(' ');
}

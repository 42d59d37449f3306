/** Lists of MedMij for tests, in the form of the releases whose schemas are known. */
import type { ListKind } from '../../auth/medmij/lists/list-kind.js';

export interface ListStamp {
  readonly sequence?: number | string;
  readonly issued?: string;
  readonly namespace?: string;
}

const NAMESPACES: Readonly<Record<ListKind, string>> = {
  whl: 'xmlns://afsprakenstelsel.medmij.nl/whitelist/release2/',
  ocl: 'xmlns://afsprakenstelsel.medmij.nl/oauthclientlist/release2/',
  gnl: 'xmlns://afsprakenstelsel.medmij.nl/gegevensdienstnamenlijst/release1/',
  zal: 'xmlns://afsprakenstelsel.medmij.nl/zorgaanbiederslijst/release2/',
};

/** The namespace of a release that is not known yet. */
export function laterNamespace(kind: ListKind): string {
  return NAMESPACES[kind].replace(/release\d/, 'release99');
}

function document(
  kind: ListKind,
  [root, container]: readonly [string, string],
  entries: string,
  stamp: ListStamp,
): Buffer {
  const { sequence = 1, issued = '2026-11-01T10:00:00+01:00' } = stamp;
  const { namespace = NAMESPACES[kind] } = stamp;
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">` +
      `<Tijdstempel>${issued}</Tijdstempel><Volgnummer>${sequence}</Volgnummer>` +
      `<${container}>${entries}</${container}></${root}>\n`,
  );
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** @param hosts as they are to stand there */
export function whitelist(hosts: readonly string[], stamp: ListStamp = {}): Buffer {
  const entries = hosts.map(
    (host) => `<MedMijNode><Hostname>${escapeXml(host)}</Hostname></MedMijNode>`,
  );
  return document('whl', ['Whitelist', 'MedMijNodes'], entries.join('\n'), stamp);
}

export interface ClientEntry {
  readonly hostname: string;
  readonly name: string;
  readonly services?: readonly string[];
}

export function clientList(clients: readonly ClientEntry[], stamp: ListStamp = {}): Buffer {
  const entries = clients.map(({ hostname, name, services }) => {
    const ids = services?.map((id) => `<GegevensdienstId>${escapeXml(id)}</GegevensdienstId>`);
    return (
      `<OAuthclient><Hostname>${escapeXml(hostname)}</Hostname>` +
      `<OAuthclientOrganisatienaam>${escapeXml(name)}</OAuthclientOrganisatienaam>` +
      `${ids === undefined ? '' : `<Gegevensdiensten>${ids.join('')}</Gegevensdiensten>`}</OAuthclient>`
    );
  });
  return document('ocl', ['OAuthclientlist', 'OAuthclients'], entries.join('\n'), stamp);
}

/** @param names display names by id */
export function serviceNames(
  names: readonly (readonly [string, string])[],
  stamp: ListStamp = {},
): Buffer {
  const entries = names.map(
    ([id, name]) =>
      `<Gegevensdienst><GegevensdienstId>${escapeXml(id)}</GegevensdienstId>` +
      `<Weergavenaam>${escapeXml(name)}</Weergavenaam></Gegevensdienst>`,
  );
  const elements = ['Gegevensdienstnamenlijst', 'Gegevensdiensten'] as const;
  return document('gnl', elements, entries.join('\n'), stamp);
}

export interface ServiceEntry {
  readonly id: string;
  readonly authorize: string;
  readonly token: string;
  readonly resource: string;
}

export interface ProviderEntry {
  /** With `@medmij`. */
  readonly name: string;
  readonly services: readonly ServiceEntry[];
}

export function serviceXml({ id, authorize, token, resource }: ServiceEntry): string {
  return (
    `<Gegevensdienst><GegevensdienstId>${escapeXml(id)}</GegevensdienstId>` +
    `<AuthorizationEndpoint><AuthorizationEndpointuri>${escapeXml(authorize)}</AuthorizationEndpointuri></AuthorizationEndpoint>` +
    `<TokenEndpoint><TokenEndpointuri>${escapeXml(token)}</TokenEndpointuri></TokenEndpoint>` +
    `<Systeemrollen><Systeemrol><Systeemrolcode>MM-1.0.0-X-FHIR</Systeemrolcode>` +
    `<ResourceEndpoint><ResourceEndpointuri>${escapeXml(resource)}</ResourceEndpointuri></ResourceEndpoint>` +
    `</Systeemrol></Systeemrollen></Gegevensdienst>`
  );
}

export function providerList(providers: readonly ProviderEntry[], stamp: ListStamp = {}): Buffer {
  const entries = providers.map(
    ({ name, services }) =>
      `<Zorgaanbieder><Zorgaanbiedernaam>${escapeXml(name)}</Zorgaanbiedernaam>` +
      `<Gegevensdiensten>${services.map(serviceXml).join('')}</Gegevensdiensten></Zorgaanbieder>`,
  );
  return document('zal', ['Zorgaanbiederslijst', 'Zorgaanbieders'], entries.join('\n'), stamp);
}

/** What one entry of each list says, by the local names of its elements. */
import { descendants, type XmlElement } from '../../../formats/xml/tree.js';
import { ListRefused, type ListContents, type ListKind } from './list-kind.js';
import type { ListedClient, ListedProvider, ListedService } from './types.js';
import { boundedText, endpoint, hostname, only, textOf, type ValueRules } from './values.js';

export interface ListShape<Kind extends ListKind> {
  /** Names of the root; texts of 2.x say Aanbieder for what the schemas call Zorgaanbieder. */
  readonly roots: readonly string[];
  /** Names of the element with the entries, and of an entry. */
  readonly containers: readonly string[];
  readonly entries: readonly string[];
  /** The newest release whose schema is known. */
  readonly release: number;
  /** Starts a list. @returns its content, and what takes an entry into it */
  begin(rules: ValueRules): {
    readonly content: ListContents[Kind];
    /** @throws ListRefused */
    add(entry: XmlElement): void;
  };
}

const SERVICE_ID = { least: 1, most: 30 };
const NAME = { least: 3, most: 50 };
const PROVIDER = /^([a-z]{3,50})@medmij$/;

const WHL: ListShape<'whl'> = {
  roots: ['Whitelist'],
  containers: ['MedMijNodes'],
  entries: ['MedMijNode'],
  release: 2,
  begin() {
    const content = new Set<string>();
    return {
      content,
      add(entry) {
        const host = hostname(entry);
        if (content.has(host)) throw new ListRefused('a Hostname is there more than once');
        content.add(host);
      },
    };
  },
};

const OCL: ListShape<'ocl'> = {
  roots: ['OAuthclientlist'],
  containers: ['OAuthclients'],
  entries: ['OAuthclient'],
  release: 2,
  begin(rules) {
    const content = new Map<string, ListedClient>();
    return {
      content,
      add(entry) {
        const client = readClient(entry, rules);
        addOnce(content, client.hostname, client, 'a Hostname');
      },
    };
  },
};

function readClient(entry: XmlElement, rules: ValueRules): ListedClient {
  const client = {
    hostname: hostname(entry),
    organisationName: boundedText(only(entry, 'OAuthclientOrganisatienaam'), NAME, rules),
  };
  const listed = entry.children.filter(({ name }) => name === 'Gegevensdiensten');
  if (listed.length === 0) return client;
  const services = new Set<string>();
  for (const element of listed.flatMap((one) => [...descendants(one)])) {
    if (element.name === 'GegevensdienstId') services.add(boundedText(element, SERVICE_ID, rules));
  }
  return { ...client, services };
}

const GNL: ListShape<'gnl'> = {
  roots: ['Gegevensdienstnamenlijst'],
  containers: ['Gegevensdiensten'],
  entries: ['Gegevensdienst'],
  release: 1,
  begin(rules) {
    const content = new Map<string, string>();
    return {
      content,
      add(entry) {
        const id = serviceId(entry, rules);
        const name = boundedText(only(entry, 'Weergavenaam'), NAME, rules);
        addOnce(content, id, name, 'a GegevensdienstId');
      },
    };
  },
};

const ZAL: ListShape<'zal'> = {
  roots: ['Zorgaanbiederslijst', 'Aanbiederslijst'],
  containers: ['Zorgaanbieders', 'Aanbieders'],
  entries: ['Zorgaanbieder', 'Aanbieder'],
  release: 2,
  begin(rules) {
    const content = new Map<string, ListedProvider>();
    return {
      content,
      add(entry) {
        const provider = readProvider(entry, rules);
        addOnce(content, provider.name, provider, 'a name of a provider');
      },
    };
  },
};

function readProvider(entry: XmlElement, rules: ValueRules): ListedProvider {
  const name = PROVIDER.exec(textOf(entry, 'Zorgaanbiedernaam', 'Aanbiedernaam'))?.[1];
  if (name === undefined) throw new ListRefused('a name of a provider has not the form of one');
  const services = new Map<string, ListedService>();
  const containers = [...descendants(entry)].filter(
    (element) => element.name === 'Gegevensdiensten',
  );
  if (containers.length === 0) throw new ListRefused(`${entry.name} has no Gegevensdiensten`);
  // Newer lists have some for each Interfaceversie; ids are unique within one.
  for (const container of containers) {
    const seen = new Map<string, ListedService>();
    for (const element of container.children) {
      if (element.name !== 'Gegevensdienst') continue;
      const service = readService(element, rules);
      addOnce(seen, service.id, service, 'a GegevensdienstId');
      services.set(service.id, service);
    }
  }
  const type = [...descendants(entry)].find((element) => element.name === 'Aanbiedertype')?.text;
  return { name, services, ...(type === undefined ? {} : { type: type.trim() }) };
}

function readService(element: XmlElement, rules: ValueRules): ListedService {
  const address = (holder: XmlElement, what: string, channel: 'front' | 'back'): string =>
    endpoint(only(only(holder, what), `${what}uri`), channel, rules);
  const roles = new Map<string, { code: string; resourceEndpoint: string }>();
  for (const role of only(element, 'Systeemrollen').children) {
    if (role.name !== 'Systeemrol') continue;
    const code = boundedText(only(role, 'Systeemrolcode'), SERVICE_ID, rules);
    const resourceEndpoint = address(role, 'ResourceEndpoint', 'back');
    addOnce(roles, code, { code, resourceEndpoint }, 'a Systeemrolcode');
  }
  if (roles.size === 0) throw new ListRefused('Systeemrollen has no Systeemrol');
  return {
    id: serviceId(element, rules),
    authorizationEndpoint: address(element, 'AuthorizationEndpoint', 'front'),
    tokenEndpoint: address(element, 'TokenEndpoint', 'back'),
    systemRoles: [...roles.values()],
  };
}

function serviceId(element: XmlElement, rules: ValueRules): string {
  return boundedText(only(element, 'GegevensdienstId'), SERVICE_ID, rules);
}

function addOnce<Value>(map: Map<string, Value>, key: string, value: Value, what: string): void {
  if (map.has(key)) throw new ListRefused(`${what} is there more than once`);
  map.set(key, value);
}

export const SHAPES: { readonly [Kind in ListKind]: ListShape<Kind> } = {
  whl: WHL,
  ocl: OCL,
  gnl: GNL,
  zal: ZAL,
};

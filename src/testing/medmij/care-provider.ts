/** A care provider in MedMij with its patients, and PGOs as its lists know them. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { MedmijNetwork } from '../../auth/medmij/medmij.js';
import type { ListedClient } from '../../auth/medmij/lists/types.js';
import type { Resource } from '../../fhir/resource.js';
import type { Logger } from '../../ports.js';
import { listChainEvents } from '../../storage/auth/medmij/chain-events.js';
import { startAuthServer, type AuthServer } from '../auth/server.js';
import { SILENT } from '../silent.js';

export const PGO = 'pgo.example.nl';
export const REDIRECT_URI = `https://${PGO}/terug`;
/** Another PGO, which has a certificate and is on the Whitelist too. */
export const OTHER_PGO = 'andere.example.nl';
export const PROVIDER = 'ziekenhuisdrecht';
export const PROVIDER_NAME = 'Ziekenhuis Drecht & Co';
/** In place of a certificate: host names that it proves. */
export const CERTIFICATE_HEADER = 'x-test-certificate';

/** Nobody's number: it is for tests (https://www.rvig.nl/omnummertabel). */
export const BSN = '999910140';

export interface MedmijWorld {
  readonly server: AuthServer;
  readonly lists: FakeLists;
  /** Lines of the server's log. */
  readonly logged: string[];
  /** Names of the events of one correlation id, in their order. */
  chainEvents(correlation: string): Promise<string[]>;
  /** What the provider's record has: a Patient, and a finished Encounter when it is one. */
  patient(id: string, birthDate: string | undefined, isTreated: boolean): Promise<void>;
  stop(): Promise<void>;
}

/** Lists that a test can change. */
export interface FakeLists {
  readonly clients: Map<string, ListedClient>;
  readonly whitelist: Set<string>;
  usable: boolean;
}

export interface MedmijWorldOptions {
  /** What the file of MEDMIJ has in place of the usual. */
  readonly changes?: object;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Patients: p1 (jan, grown up), p2 (kind, of today minus 16 years and a day before), p3 (vreemd, never treated). */
export async function startMedmijWorld(options: MedmijWorldOptions = {}): Promise<MedmijWorld> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vuurtoren-medmij-'));
  const { changes = {}, environment = {} } = options;
  const logged: string[] = [];
  const note = (...words: unknown[]): void => void logged.push(JSON.stringify(words));
  const log: Logger = { ...SILENT, info: note, warn: note, error: note };
  const lists = fakeLists();
  const server = await startAuthServer(
    {
      MEDMIJ: write(folder, 'medmij.json', { ...settingsFile(), ...changes }),
      MEDMIJ_SERVICES: write(folder, 'services.json', SERVICES),
      ...environment,
    },
    log,
    { medmij: network(lists) },
  );
  const world: MedmijWorld = {
    ...{ server, lists, logged },
    async chainEvents(correlation) {
      await server.medmij?.chainLog.flush();
      const rows = await listChainEvents(server.core.database, 0, undefined);
      return rows.filter(({ traceId }) => traceId === correlation).map(({ event }) => event);
    },
    patient: (id, birthDate, isTreated) => putPatient(server, id, birthDate, isTreated),
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await world.patient('p1', '1950-01-31', true);
  await world.patient('p3', '1950-01-31', false);
  for (const [username, id] of [
    ['jan', 'p1'],
    ['vreemd', 'p3'],
    ['nieuw', undefined],
  ] as const) {
    const fhirUser = id === undefined ? {} : { fhirUser: `Patient/${id}` };
    await server.user({ username, role: 'patient', name: username, ...fhirUser });
  }
  return world;
}

function settingsFile(): object {
  return {
    dva: { name: 'Vuurtoren ICT', phone: '030 123 45 67' },
    providers: [
      {
        name: PROVIDER,
        displayName: PROVIDER_NAME,
        privacyUrl: 'https://ziekenhuis.example/privacy',
        organization: 'Organization/drecht',
        services: ['c1', 'c2', 's1'],
        availability: {
          relation: ['Encounter?patient={patient}&status=finished'],
          withheld: ['Flag?patient={patient}'],
        },
      },
      {
        name: 'huisarts',
        displayName: 'Huisarts',
        privacyUrl: 'https://huisarts.example/privacy',
        services: ['c1'],
      },
    ],
    signIn: ['password'],
  };
}

const service = (id: string, kind: string, type: string): object => ({
  id,
  kind,
  name: `Dienst ${id}`,
  requests: [{ type, interactions: kind === 'collect' ? ['search-type', 'read'] : ['create'] }],
});

const SERVICES = [
  service('c1', 'collect', 'Immunization'),
  service('c2', 'collect', 'Observation'),
  service('s1', 'share', 'Observation'),
];

function write(folder: string, name: string, content: object): string {
  const file = path.join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

function fakeLists(): FakeLists {
  const services = new Set(['c1', 'c2', 's1']);
  return {
    clients: new Map([
      [PGO, { hostname: PGO, organisationName: 'Mijn <PGO> & Zo', services }],
      [OTHER_PGO, { hostname: OTHER_PGO, organisationName: 'Andere PGO' }],
    ]),
    whitelist: new Set([PGO, OTHER_PGO]),
    usable: true,
  };
}

function network(fake: FakeLists): MedmijNetwork {
  return {
    lists: {
      client: (id) => fake.clients.get(id),
      isWhitelisted: (hostname) => fake.whitelist.has(hostname),
      serviceName: (id) => (id === 'c1' ? 'Vaccinaties' : undefined),
      provider: () => undefined,
      isUsable: () => fake.usable,
    },
    peerOf({ headers }, expected) {
      const proven = [headers[CERTIFICATE_HEADER] ?? []].flat().join(',').split(',');
      return proven.find((name) => name === (expected ?? name) && fake.whitelist.has(name));
    },
  };
}

async function putPatient(
  { core }: AuthServer,
  id: string,
  birthDate: string | undefined,
  isTreated: boolean,
): Promise<void> {
  const put = async (
    resource: Readonly<Record<string, unknown>> & { resourceType: string; id: string },
  ): Promise<void> => {
    const key = { type: resource.resourceType, id: resource.id };
    await core.run(
      { kind: 'update', key, resource: resource as unknown as Resource },
      { kind: 'system' },
    );
  };
  await put({
    resourceType: 'Patient',
    id,
    ...(id === 'p1'
      ? { identifier: [{ system: 'http://fhir.nl/fhir/NamingSystem/bsn', value: BSN }] }
      : {}),
    name: [{ family: 'Geheimhoven', given: ['Jan'] }],
    ...(birthDate === undefined ? {} : { birthDate }),
  });
  if (!isTreated) return;
  await put({
    resourceType: 'Encounter',
    id: `${id}-encounter`,
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject: { reference: `Patient/${id}` },
  });
}

/** The tracing ids of one journey. */
export interface Traced {
  readonly correlation: string;
  readonly request: string;
}

export function traced(): Traced {
  return { correlation: randomUUID(), request: randomUUID() };
}

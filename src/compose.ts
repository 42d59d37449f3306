/** Puts the parts together: the only file that knows them all. */
import { readFileSync } from 'node:fs';
import type { RequestListener, Server } from 'node:http';
import { v7 } from 'uuid';
import { ADMIN_PATH, createAdminApp } from './admin/admin-app.js';
import { SYSTEM_ACCESS } from './access/context.js';
import type { Auth } from './auth/auth.js';
import { AUTH_PATH } from './auth/door.js';
import { securityStatement } from './auth/smart/discovery.js';
import { authSettings } from './auth-settings.js';
import { createRelations } from './access/relation.js';
import { hl7Router } from './admin/hl7-router.js';
import { composeHl7Administration } from './compose-hl7-admin.js';
import { ConfigError, type Config } from './config/load.js';
import { createEvaluator } from './fhirpath/evaluate.js';
import { createLocator } from './fhirpath/locate.js';
import { createCursorCodec } from './interactions/cursor.js';
import type { CoreEnvironment } from './interactions/environment.js';
import { problemsOf } from './interactions/limits/check-policies.js';
import { parseContext } from './interactions/search/context.js';
import { createLinkPrivacy } from './interactions/link-privacy.js';
import { createHttpReceiver, HL7V2_PATH, type HttpReceiver } from './hl7v2/http/receiver.js';
import { MemoryBudget } from './hl7v2/mllp/memory-budget.js';
import type { Reception } from './hl7v2/reception/reception.js';
import { createInteractions } from './interactions/run.js';
import type { RunInteraction } from './interactions/types.js';
import { PoliciesInUse } from './policies-in-use.js';
import { openPackagesInUse } from './packages-in-use.js';
import { currentValidator, followDatabase } from './live-definitions.js';
import { OutboundAdministration } from './hl7v2/outbound/administration.js';
import { OPERATIONS } from './operations/index.js';
import { readDefinitionSet, readTerminologySet } from './packages/artifact.js';
import { Definitions } from './packages/registry.js';
import { PackagedTerminology } from './packages/terminology.js';
import type { Logger } from './ports.js';
import { hl7Gauges } from './rest/hl7-gauges.js';
import { createMetrics, type Metrics } from './rest/metrics.js';
import { outboxGauges } from './rest/outbox-gauges.js';
import { createOperationsApp, type ReadinessCheck } from './rest/operations-app.js';
import type { Authenticate } from './rest/pipeline.js';
import { createHttpServer } from './rest/server.js';
import { createExtractor } from './search/extract.js';
import { SearchRegistry } from './search/registry.js';
import { Database } from './storage/database.js';
import { countOpen } from './storage/inbox/feed-counts.js';
import { isMigrated } from './storage/migrate.js';
import { hashKey, loadSecret } from './storage/server-facts.js';
import { Outbox } from './storage/outbox/outbox.js';
import { ResourceStore } from './storage/store.js';
import { policyInUse } from './policy-in-use.js';
import { createUnitConverter } from './terminology/ucum.js';

export interface Core {
  readonly environment: CoreEnvironment;
  readonly database: Database;
  readonly databaseUrl: string;
  readonly outbox: Outbox;
  readonly run: RunInteraction;
  close(): Promise<void>;
}

export interface CoreSettings {
  readonly config: Config;
  readonly databaseUrl: string;
  /** Public base URL. */
  readonly base: string;
}

/** Everything below the doors: resources in, resources out. The database must be migrated. */
export async function composeCore(
  { config, databaseUrl, base }: CoreSettings,
  log: Logger,
): Promise<Core> {
  const definitions = new Definitions(readDefinitionSet());
  const database = new Database(
    {
      url: databaseUrl,
      maxConnections: config.databaseConnections,
      statementTimeout: config.statementTimeout,
    },
    log,
  );
  const policies = new PoliciesInUse(database, config.accessPolicies);
  const environment = await createEnvironment(
    { config, base, definitions, database, policies },
    log,
  );
  const problems = problemsOf(policies.current, parseContext(environment));
  if (problems.length > 0) throw new ConfigError(problems);
  const subscription = await followDatabase({ environment, policies }, databaseUrl, log);
  return {
    environment,
    database,
    databaseUrl,
    outbox: await Outbox.open(database),
    run: createInteractions(environment, OPERATIONS),
    async close() {
      await subscription.close();
      await database.close();
    },
  };
}

interface EnvironmentParts {
  readonly config: Config;
  readonly base: string;
  readonly definitions: Definitions;
  readonly database: Database;
  readonly policies: PoliciesInUse;
}

async function createEnvironment(
  { config, base, definitions, database, policies }: EnvironmentParts,
  log: Logger,
): Promise<CoreEnvironment> {
  const secret = await loadSecret(database);
  const registry = new SearchRegistry(definitions, hashKey(secret));
  const store = await ResourceStore.open(database);
  const convertUnit = createUnitConverter();
  const structures = openPackagesInUse(config);
  return {
    settings: {
      base,
      maxBundleEntries: config.maxBundleEntries,
      defaultPageSize: Math.min(config.defaultPageSize, config.maxPageSize),
      maxPageSize: config.maxPageSize,
      maxIncluded: config.maxIncluded,
      searchLimits: config.searchLimits,
      slowSearchMilliseconds: config.slowSearchMilliseconds,
      referentialIntegrity: config.referentialIntegrity,
      patientCopies: config.patientCopies,
      validation: config.validation,
      softwareVersion: softwareVersion(),
      ...(config.auth === 'off' ? {} : { security: securityStatement(authSettings(config, base)) }),
    },
    definitions,
    terminology: new PackagedTerminology(readTerminologySet),
    registry,
    extractor: createExtractor({
      registry,
      evaluate: createEvaluator(),
      convertUnit,
      base,
      isResourceType: (name) => definitions.isResourceType(name),
    }),
    structures,
    validator: currentValidator(
      definitions,
      structures,
      policyInUse(config, { definitions, structures }, log),
    ),
    locate: createLocator(),
    operations: OPERATIONS,
    store,
    reader: store.reader,
    rules: {
      relationOf: createRelations(definitions),
      gegevensdiensten: config.gegevensdiensten,
      get policies() {
        return policies.current;
      },
    },
    links: createLinkPrivacy(secret),
    cursors: createCursorCodec(secret),
    convertUnit,
    log,
    clock: Date.now,
    newId: () => v7(),
  };
}

export interface HttpDoor {
  readonly server: Server;
  readonly metrics: Metrics;
  /** From now on messages are taken over HTTP too. */
  readonly receiveHl7: (reception: Reception) => void;
}

export interface HttpDoorOptions {
  /** What /metrics answers; by default this process's own numbers. */
  readonly metricsText?: () => Promise<string>;
  /** The authorization server, when there is one. */
  readonly auth?: Omit<Auth, 'close'> | undefined;
  /** Who sends a request; by default as `auth` has it, and without it everyone is the operator. */
  readonly authenticate?: Authenticate;
}

/** The FHIR API, the authorization server and what operators look at, over HTTP. */
export function composeHttp(
  core: Core,
  config: Config,
  log: Logger,
  options: HttpDoorOptions = {},
): HttpDoor {
  const { auth } = options;
  const authenticate =
    options.authenticate ?? auth?.authenticate ?? (() => Promise.resolve(SYSTEM_ACCESS));
  const metrics = createMetrics();
  const { feeds } = config.hl7;
  let receiver: HttpReceiver | undefined;
  const operations = createOperationsApp({
    checks: readinessChecks(core.database),
    metricsText: metricsText(
      core,
      feeds,
      options.metricsText ?? (() => metrics.registry.metrics()),
    ),
  });
  const server = createHttpServer({
    settings: {
      base: core.environment.settings.base,
      maxBodyBytes: config.maxBodyBytes,
      bodyTimeout: 60_000,
      bodyIdleTimeout: 15_000,
      corsOrigins: config.corsOrigins,
    },
    definitions: core.environment.definitions,
    fhirOperations: core.environment.operations,
    authenticate,
    smartConfiguration: auth?.smartConfiguration,
    run: core.run,
    log,
    metrics,
    others: [
      { path: ADMIN_PATH, listener: administration(core, config, { authenticate, auth, log }) },
      ...(auth === undefined ? [] : [{ path: AUTH_PATH, listener: auth.listener }]),
      {
        path: HL7V2_PATH,
        listener: (request, response) => {
          if (receiver === undefined) response.writeHead(503, { 'Retry-After': '2' }).end();
          else void receiver(request, response);
        },
      },
    ],
    operations,
  });
  return {
    server,
    metrics,
    receiveHl7: (reception) => {
      const budget = new MemoryBudget(config.hl7.memory);
      receiver = createHttpReceiver({ authenticate, feeds, reception, budget, log });
    },
  };
}

/** The numbers of the processes, and those of the database. */
function metricsText(
  core: Core,
  feeds: Config['hl7']['feeds'],
  ownText: () => Promise<string>,
): () => Promise<string> {
  return async () => {
    const names = feeds.map(({ name }) => name);
    const [text, open, destinations] = await Promise.all([
      ownText(),
      countOpen(core.database),
      core.outbox.destinations(),
    ]);
    return text + hl7Gauges(names, open) + outboxGauges(destinations, Date.now());
  };
}

interface AdministrationParts {
  readonly authenticate: Authenticate;
  readonly auth: HttpDoorOptions['auth'];
  readonly log: Logger;
}

interface AdministrationParts {
  readonly authenticate: Authenticate;
  readonly auth: HttpDoorOptions['auth'];
  readonly log: Logger;
}

function administration(
  core: Core,
  config: Config,
  { authenticate, auth, log }: AdministrationParts,
): RequestListener {
  const hl7 = composeHl7Administration({ ...core, feeds: config.hl7.feeds });
  const outbound = new OutboundAdministration(core.outbox, config.hl7.destinations, Date.now);
  const router = hl7Router(hl7, outbound, log);
  const routers = [...(auth?.adminRouters ?? []), { path: '/hl7', router }];
  return createAdminApp({ authenticate, routers, log });
}

function readinessChecks(database: Database): ReadinessCheck[] {
  return [
    {
      name: 'database',
      check: async () => {
        await database.query({ name: 'ping', text: 'select 1', values: [] });
      },
    },
    {
      name: 'migrations',
      check: async () => {
        if (!(await isMigrated(database))) throw new Error('The database is not migrated.');
      },
    },
  ];
}

function softwareVersion(): string {
  const { version } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  ) as { version: string };
  return version;
}

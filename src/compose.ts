/** Puts the parts together: the only file that knows them all. */
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { v7 } from 'uuid';
import { SYSTEM_ACCESS } from './access/context.js';
import { createRelations } from './access/relation.js';
import { createAdminApp } from './admin/app.js';
import { composeHl7Administration } from './compose-hl7-admin.js';
import { ConfigError, type Config } from './config/load.js';
import { createEvaluator } from './fhirpath/evaluate.js';
import { createLocator } from './fhirpath/locate.js';
import { createCursorCodec } from './interactions/cursor.js';
import type { CoreEnvironment } from './interactions/environment.js';
import { problemsOf } from './interactions/limits/check-policies.js';
import { parseContext } from './interactions/search/context.js';
import { createLinkPrivacy } from './interactions/link-privacy.js';
import { createInteractions } from './interactions/run.js';
import type { RunInteraction } from './interactions/types.js';
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
import { createOperationsApp } from './rest/operations-app.js';
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
  const environment = await createEnvironment({ config, base, definitions, database }, log);
  const problems = problemsOf(config.accessPolicies, parseContext(environment));
  if (problems.length > 0) throw new ConfigError(problems);
  const subscription = await followDatabase(environment, databaseUrl, log);
  return {
    environment,
    database,
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
}

async function createEnvironment(
  { config, base, definitions, database }: EnvironmentParts,
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
      validation: config.validation,
      softwareVersion: softwareVersion(),
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
    rules: { relationOf: createRelations(definitions), policies: config.accessPolicies },
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
}

export interface HttpDoorOptions {
  /** What /metrics answers; by default this process's own numbers. */
  readonly metricsText?: () => Promise<string>;
  /** Who sends a request; by default everyone is the operator. */
  readonly authenticate?: Authenticate;
}

/** The FHIR API over HTTP. */
export function composeHttp(
  core: Core,
  config: Config,
  log: Logger,
  options: HttpDoorOptions = {},
): HttpDoor {
  const metrics = createMetrics();
  const authenticate = options.authenticate ?? (() => Promise.resolve(SYSTEM_ACCESS));
  const ownText = options.metricsText ?? (() => metrics.registry.metrics());
  const { feeds } = config.hl7;
  const operations = createOperationsApp({
    admin: createAdminApp({
      authenticate,
      hl7: composeHl7Administration({ ...core, feeds }),
      outbound: new OutboundAdministration(core.outbox, config.hl7.destinations, Date.now),
      log,
    }),
    checks: [
      {
        name: 'database',
        check: async () => {
          await core.database.query({ name: 'ping', text: 'select 1', values: [] });
        },
      },
      {
        name: 'migrations',
        check: async () => {
          if (!(await isMigrated(core.database))) throw new Error('The database is not migrated.');
        },
      },
    ],
    metricsText: async () => {
      const names = feeds.map(({ name }) => name);
      const [text, open, destinations] = await Promise.all([
        ownText(),
        countOpen(core.database),
        core.outbox.destinations(),
      ]);
      return text + hl7Gauges(names, open) + outboxGauges(destinations, Date.now());
    },
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
    run: core.run,
    log,
    metrics,
    operations,
  });
  return { server, metrics };
}

function softwareVersion(): string {
  const { version } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  ) as { version: string };
  return version;
}

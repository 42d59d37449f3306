/** The environment as one frozen configuration, checked once at start. */
import os from 'node:os';
import path from 'node:path';
import { Ajv, type ErrorObject } from 'ajv';
import type { AccessPolicy } from '../access/policies.js';
import type { IdentityProvider } from '../auth/people/identity-provider.js';
import type { Gegevensdiensten } from '../access/gegevensdiensten.js';
import { readGegevensdiensten } from './gegevensdiensten.js';
import { readIdentityProviders } from './identity-providers/read.js';
import { readPolicies } from './policies.js';
import { DEFAULT_POLICY, type ValidationPolicy } from '../validation/policy.js';
import { readPolicy } from './policy.js';
import { SETTINGS, type SettingName } from './schema.js';
import type { Setting } from './setting.js';
import type { Feed } from '../hl7v2/feed.js';
import type { Destination } from '../hl7v2/outbound/destination.js';
import { loadDestinations } from './destinations.js';
import { FeedFileError, loadFeeds } from './feeds.js';

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Undefined: made of host and port once they are known. */
  readonly baseUrl: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly auth: 'smart' | 'off';
  /** Undefined: made of the base URL. */
  readonly authUrl: string | undefined;
  readonly authSecret: string | undefined;
  readonly accessTokenSeconds: number;
  readonly backendTokenSeconds: number;
  readonly refreshTokenSeconds: number;
  readonly sessionSeconds: number;
  readonly identityProviders: readonly IdentityProvider[];
  /** Of MedMij. */
  readonly gegevensdiensten: Gegevensdiensten;
  readonly registrationScope: string | undefined;
  readonly privateHosts: readonly string[];
  readonly trustedProxies: readonly string[];
  readonly demo: boolean;
  readonly validation: 'off' | 'base' | 'profiles';
  readonly validationPolicy: ValidationPolicy;
  /** Folders and `.tgz` files of FHIR packages. */
  readonly fhirPackages: readonly string[];
  readonly packageRegistry: string;
  readonly workers: number;
  readonly logLevel: string;
  readonly referentialIntegrity: 'off' | 'enforce';
  readonly patientCopies: 'separate' | 'linked';
  readonly maxBodyBytes: number;
  readonly maxBundleEntries: number;
  readonly statementTimeout: number;
  readonly databaseConnections: number;
  /** What people who are no patients may do: see `access/policies.ts`. */
  /** Undefined: those that an administrator set, or the server's own. */
  readonly accessPolicies: readonly AccessPolicy[] | undefined;
  readonly corsOrigins: readonly string[];
  readonly defaultPageSize: number;
  readonly maxPageSize: number;
  readonly maxIncluded: number;
  readonly searchLimits: {
    readonly parameters: number;
    readonly values: number;
    readonly chainDepth: number;
    readonly includes: number;
  };
  readonly slowSearchMilliseconds: number;
  readonly hl7: Hl7Config;
}

export interface Hl7Config {
  readonly feeds: readonly Feed[];
  /** Systems that messages are sent to. */
  readonly destinations: readonly Destination[];
  /** Messages processed at the same time by each worker. */
  readonly concurrency: number;
  /** Bytes of frames that a worker keeps. */
  readonly memory: number;
  /** Undefined: messages are kept for ever. */
  readonly retentionDays: number | undefined;
}

/** A wrong environment. `lines` has one line for each variable that is wrong. */
export class ConfigError extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'ConfigError';
    this.lines = lines;
  }
}

type ValueOf<Name extends SettingName> = (typeof SETTINGS)[Name]['type'] extends 'integer'
  ? number
  : string;

/** Settings with a default always have a value once they are checked. */
type Defaulted = {
  [Name in SettingName]: (typeof SETTINGS)[Name] extends { readonly default: unknown }
    ? Name
    : never;
}[SettingName];

type Checked = { readonly [Name in Defaulted]: ValueOf<Name> } & {
  readonly [Name in Exclude<SettingName, Defaulted>]?: ValueOf<Name>;
};

type Values = Partial<Record<SettingName, string>>;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * @param environment the process environment
 * @param root the checkout, which DATA_DIR is relative to
 * @throws ConfigError
 */
export function loadConfig(environment: Environment, root: string): Config {
  const checked = check(readValues(environment), environment);
  if (checked.AUTH === 'off' && !isLoopback(checked.HOST)) {
    throw new ConfigError([
      `HOST is "${checked.HOST}"; while AUTH is off it must be a loopback address: 127.0.0.1, ::1, localhost.`,
    ]);
  }
  return Object.freeze({
    host: checked.HOST,
    port: checked.PORT,
    baseUrl: checked.BASE_URL,
    databaseUrl: checked.DATABASE_URL,
    dataDir: path.resolve(root, checked.DATA_DIR),
    ...authorization(checked),
    identityProviders: fileOf('IDENTITY_PROVIDERS', checked.IDENTITY_PROVIDERS, (file) =>
      readIdentityProviders(file === undefined ? undefined : path.resolve(root, file), environment),
    ),
    gegevensdiensten: fileOf('MEDMIJ_SERVICES', checked.MEDMIJ_SERVICES, (file) =>
      readGegevensdiensten(file === undefined ? undefined : path.resolve(root, file)),
    ),
    demo: (checked.DEMO ?? demoByDefault(environment)) === 'on',
    validation: checked.VALIDATION as Config['validation'],
    validationPolicy: policyOf(checked, root),
    fhirPackages: (checked.FHIR_PACKAGES?.split(',') ?? []).map((each) =>
      path.resolve(root, each.trim()),
    ),
    packageRegistry: checked.PACKAGE_REGISTRY,
    workers: checked.WORKERS ?? os.availableParallelism(),
    logLevel: checked.LOG_LEVEL,
    referentialIntegrity: checked.REFERENTIAL_INTEGRITY as Config['referentialIntegrity'],
    patientCopies: checked.PATIENT_COPIES as Config['patientCopies'],
    maxBodyBytes: checked.MAX_BODY_BYTES,
    maxBundleEntries: checked.MAX_BUNDLE_ENTRIES,
    statementTimeout: checked.STATEMENT_TIMEOUT,
    databaseConnections: checked.DATABASE_CONNECTIONS,
    accessPolicies: fileOf('ACCESS_POLICIES', checked.ACCESS_POLICIES, (file) =>
      file === undefined ? undefined : readPolicies(path.resolve(root, file)),
    ),
    corsOrigins: checked.CORS_ORIGINS.split(','),
    defaultPageSize: checked.DEFAULT_PAGE_SIZE,
    maxPageSize: checked.MAX_PAGE_SIZE,
    maxIncluded: checked.MAX_INCLUDED,
    searchLimits: {
      parameters: checked.SEARCH_MAX_PARAMETERS,
      values: checked.SEARCH_MAX_VALUES,
      chainDepth: checked.SEARCH_MAX_CHAIN,
      includes: checked.SEARCH_MAX_INCLUDES,
    },
    slowSearchMilliseconds: checked.SLOW_SEARCH_MILLISECONDS,
    hl7: hl7Config(checked, root),
  });
}

function authorization(
  checked: Checked,
): Pick<
  Config,
  | 'auth'
  | 'authUrl'
  | 'authSecret'
  | 'accessTokenSeconds'
  | 'backendTokenSeconds'
  | 'refreshTokenSeconds'
  | 'sessionSeconds'
  | 'registrationScope'
  | 'privateHosts'
  | 'trustedProxies'
> {
  const list = (text: string | undefined): string[] => text?.split(',') ?? [];
  return {
    auth: checked.AUTH as Config['auth'],
    authUrl: checked.AUTH_URL,
    authSecret: checked.AUTH_SECRET,
    accessTokenSeconds: checked.ACCESS_TOKEN_SECONDS,
    backendTokenSeconds: checked.BACKEND_TOKEN_SECONDS,
    refreshTokenSeconds: checked.REFRESH_TOKEN_DAYS * 86_400,
    sessionSeconds: checked.SESSION_MINUTES * 60,
    registrationScope: checked.DYNAMIC_REGISTRATION_SCOPE,
    privateHosts: list(checked.PRIVATE_HOSTS),
    trustedProxies: list(checked.TRUSTED_PROXIES),
  };
}

/** What is read of a file that a setting names. @throws ConfigError with the reason */
function fileOf<T>(
  name: SettingName,
  file: string | undefined,
  read: (file: string | undefined) => T,
): T {
  try {
    return read(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError([`${name} is "${file ?? ''}": ${reason}.`]);
  }
}

function policyOf({ VALIDATION_POLICY: file }: Checked, root: string): ValidationPolicy {
  if (file === undefined) return DEFAULT_POLICY;
  try {
    return readPolicy(path.resolve(root, file));
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it is wrong';
    throw new ConfigError([
      `VALIDATION_POLICY is "${file}"; allowed: ${SETTINGS.VALIDATION_POLICY.allowed}; ${reason}.`,
    ]);
  }
}

function hl7Config(checked: Checked, root: string): Hl7Config {
  const folder = checked.HL7_FEEDS;
  const port = Number(checked.MLLP_PORT === 'off' ? 0 : checked.MLLP_PORT);
  if (port > HIGHEST_PORT) throw new ConfigError([complaint('MLLP_PORT', checked.MLLP_PORT)]);
  try {
    const feeds = loadFeeds({
      folder: folder === undefined ? undefined : path.resolve(root, folder),
      listener: port === 0 ? undefined : { host: checked.MLLP_HOST, port },
    });
    const names = feeds.map(({ name }) => name);
    const destinations = checked.HL7_DESTINATIONS;
    return {
      feeds,
      destinations:
        destinations === undefined ? [] : loadDestinations(path.resolve(root, destinations), names),
      concurrency: checked.HL7_CONCURRENCY,
      memory: checked.HL7_MEMORY_BYTES,
      retentionDays: checked.HL7_RETENTION_DAYS === 0 ? undefined : checked.HL7_RETENTION_DAYS,
    };
  } catch (error) {
    throw error instanceof FeedFileError ? new ConfigError(error.lines) : error;
  }
}

const HIGHEST_PORT = 65_535;

function demoByDefault(environment: Environment): string {
  return environment['NODE_ENV'] === 'production' ? 'off' : 'on';
}

/** The settings that are there; an empty one counts as unset. */
function readValues(environment: Environment): Values {
  const entries = Object.keys(SETTINGS).flatMap((name) => {
    const value = environment[name]?.trim();
    return value === undefined || value === '' ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

/** What of a setting is JSON Schema; the rest is for people. */
const SCHEMA_KEYWORDS = new Set(['type', 'pattern', 'enum', 'minimum', 'maximum', 'default']);

function check(values: Values, environment: Environment): Checked {
  const ajv = new Ajv({ coerceTypes: true, useDefaults: true, allErrors: true });
  const properties = Object.fromEntries(
    Object.entries(SETTINGS as Record<string, Setting>).map(([name, setting]) => {
      const schema = Object.entries(setting).filter(([key]) => SCHEMA_KEYWORDS.has(key));
      return [name, Object.fromEntries(schema)];
    }),
  );
  const validate = ajv.compile<Checked>({ type: 'object', properties });
  if (validate(values)) return values;
  const wrong = new Set((validate.errors ?? []).map(variableOf));
  throw new ConfigError([...wrong].map((name) => complaint(name, environment[name])));
}

function variableOf(error: ErrorObject): SettingName {
  return error.instancePath.slice(1) as SettingName;
}

function complaint(name: SettingName, value: string | undefined): string {
  const setting: Setting = SETTINGS[name];
  const shown = setting.secret === true ? 'a value that is not shown' : `"${value ?? ''}"`;
  return `${name} is ${shown}; allowed: ${setting.allowed}.`;
}

/** True when only this machine can reach it. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

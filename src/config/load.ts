/** The environment as one frozen configuration, checked once at start. */
import os from 'node:os';
import path from 'node:path';
import { Ajv, type ErrorObject } from 'ajv';
import { SETTINGS, type Setting, type SettingName } from './schema.js';

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Undefined: made of host and port once they are known. */
  readonly baseUrl: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly demo: boolean;
  readonly validation: 'off' | 'base' | 'profiles';
  readonly workers: number;
  readonly logLevel: string;
  readonly referentialIntegrity: 'off' | 'enforce';
  readonly maxBodyBytes: number;
  readonly maxBundleEntries: number;
  readonly statementTimeout: number;
  readonly databaseConnections: number;
  readonly corsOrigins: readonly string[];
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

type Values = {
  -readonly [Name in SettingName]?: (typeof SETTINGS)[Name]['type'] extends 'integer'
    ? number
    : string;
};

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * @param environment the process environment
 * @param root the checkout, which DATA_DIR is relative to
 * @throws ConfigError
 */
export function loadConfig(environment: Environment, root: string): Config {
  const values = readValues(environment);
  const checked = check(values, environment);
  const host = checked.HOST ?? '127.0.0.1';
  if (!isLoopback(host)) {
    throw new ConfigError([
      `HOST is "${host}"; while AUTH is off it must be a loopback address: 127.0.0.1, ::1, localhost.`,
    ]);
  }
  const production = environment['NODE_ENV'] === 'production';
  return Object.freeze({
    host,
    port: checked.PORT ?? 8080,
    baseUrl: checked.BASE_URL,
    databaseUrl: checked.DATABASE_URL,
    dataDir: path.resolve(root, checked.DATA_DIR ?? '.data'),
    demo: (checked.DEMO ?? (production ? 'off' : 'on')) === 'on',
    validation: checked.VALIDATION as Config['validation'],
    workers: checked.WORKERS ?? os.availableParallelism(),
    logLevel: checked.LOG_LEVEL ?? 'info',
    referentialIntegrity: checked.REFERENTIAL_INTEGRITY as Config['referentialIntegrity'],
    maxBodyBytes: checked.MAX_BODY_BYTES ?? 0,
    maxBundleEntries: checked.MAX_BUNDLE_ENTRIES ?? 0,
    statementTimeout: checked.STATEMENT_TIMEOUT ?? 0,
    databaseConnections: checked.DATABASE_CONNECTIONS ?? 0,
    corsOrigins: (checked.CORS_ORIGINS ?? '*').split(','),
  });
}

/** The settings that are there; an empty one counts as unset. */
function readValues(environment: Environment): Values {
  const entries = Object.keys(SETTINGS).flatMap((name) => {
    const value = environment[name]?.trim();
    return value === undefined || value === '' ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries) as Values;
}

function check(values: Values, environment: Environment): Values {
  const ajv = new Ajv({ coerceTypes: true, useDefaults: true, allErrors: true, strict: false });
  const properties = Object.fromEntries(
    Object.entries(SETTINGS as Record<string, Setting>).map(([name, setting]) => {
      const { sentence: _sentence, allowed: _allowed, secret: _secret, ...schema } = setting;
      return [name, schema];
    }),
  );
  const validate = ajv.compile<Values>({ type: 'object', properties });
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

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

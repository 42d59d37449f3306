/** HL7 v2 feeds from their files: one JSON file for each, named after the feed. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type ErrorObject } from 'ajv';
import type { JsonObject } from '../fhir/json.js';
import { FEED_DEFAULTS, type Feed, type FeedListener, type FeedTls } from '../hl7v2/feed.js';
import { isNetwork } from '../hl7v2/mllp/peers.js';
import { readMappingSettings } from '../hl7v2/mapping/settings-check.js';
import { charsetOf, type Charset } from '../hl7v2/parser/charset.js';
import { feedSchema, type FeedFile } from './feed-schema.js';
import { checkPair, PemFileError, readPem } from './pem-files.js';

/** Settings that are wrong: a line for each, with file and place. */
export class FeedFileError extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'FeedFileError';
    this.lines = lines;
  }
}

/** The feed that is there without any file: it has the listener of MLLP_HOST and MLLP_PORT. */
const DEFAULT_FEED = 'default';

const FILE_NAME = /^([a-z0-9][a-z0-9_-]{0,62})\.json$/;
const FEEDS = { setting: 'HL7_FEEDS', one: 'a feed' };

export interface FeedSources {
  /** The folder of the files; undefined: there are none. */
  readonly folder: string | undefined;
  /** Listener of the default feed; undefined: it has none. */
  readonly listener: FeedListener | undefined;
}

/**
 * Reads and checks all feeds.
 * @throws FeedFileError with everything that is wrong
 */
export function loadFeeds({ folder, listener }: FeedSources): readonly Feed[] {
  const wrong: string[] = [];
  const check = createCheck();
  const files = folder === undefined ? [] : filesIn(folder, FEEDS, wrong);
  const feeds = files.flatMap((file) => {
    try {
      return [readFeed(file, check)];
    } catch (error) {
      if (!(error instanceof FeedFileError)) throw error;
      wrong.push(...error.lines.map((line) => `${file}: ${line}`));
      return [];
    }
  });
  wrong.push(...samePorts(feeds));
  if (wrong.length > 0) throw new FeedFileError(wrong);
  const own = feeds.find(({ name }) => name === DEFAULT_FEED);
  const others = feeds.filter((feed) => feed !== own);
  const byDefault = own ?? { ...FEED_DEFAULTS, name: DEFAULT_FEED };
  const isListening = byDefault.listener !== undefined || listener === undefined;
  return [isListening ? byDefault : { ...byDefault, listener }, ...others];
}

/**
 * The files of a folder that are named as they should, in the order of their names.
 * @param what is in it: the name of the setting, and what a file is about
 * @param wrong gets a line for everything that is wrong
 */
export function filesIn(
  folder: string,
  what: { readonly setting: string; readonly one: string },
  wrong: string[],
): string[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    wrong.push(`${what.setting}: the folder ${folder} can not be read.`);
    return [];
  }
  const odd = names.filter((name) => !FILE_NAME.test(name));
  wrong.push(
    ...odd.map((name) => `${name}: ${what.one} is named in small letters, digits, "-" and "_".`),
  );
  return names
    .filter((name) => FILE_NAME.test(name))
    .sort()
    .map((name) => path.join(folder, name));
}

type Check = (file: unknown) => readonly string[];

function createCheck(): Check {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
  const validate = ajv.compile(feedSchema());
  return (file) => (validate(file) ? [] : (validate.errors ?? []).map(complaint));
}

/** What is wrong with a file, for people. */
export function complaint({ instancePath, keyword, message = '', params }: ErrorObject): string {
  const place = instancePath === '' ? '' : `${instancePath.slice(1).replaceAll('/', '.')} `;
  if (keyword === 'additionalProperties') {
    const { additionalProperty } = params as { additionalProperty: string };
    return `${place}has no setting "${additionalProperty}".`;
  }
  const { allowedValues } = params as { allowedValues?: readonly unknown[] };
  const allowed = allowedValues === undefined ? '' : `: ${allowedValues.join(', ')}`;
  return `${place}${message}${allowed}.`;
}

function readFeed(file: string, check: Check): Feed {
  const content = parse(file);
  const lines = check(content);
  if (lines.length > 0) throw new FeedFileError([...new Set(lines)]);
  const settings = content as FeedFile;
  const name = nameOfFile(file);
  const wrong = (settings.peers ?? []).filter((peer) => !isNetwork(peer));
  if (wrong.length > 0) {
    throw new FeedFileError(wrong.map((peer) => `peers: "${peer}" is no address or network.`));
  }
  ensureMapping(settings);
  const { listen } = settings;
  return {
    ...FEED_DEFAULTS,
    ...pick(settings, [
      'peers',
      'senders',
      'defaultVersion',
      'processingIds',
      'unmappedEvents',
      'holdAfter',
    ]),
    name,
    ...(listen !== undefined && { listener: readListener(listen, path.dirname(file)) }),
    charset: readCharset(settings.charset ?? {}),
    acknowledgement: readAcknowledgement(settings.acknowledgement ?? {}),
    identity: { ...FEED_DEFAULTS.identity, ...settings.identity },
    limits: readLimits(settings.limits ?? {}),
    mapping: (settings.mapping ?? {}) as JsonObject,
  };
}

function ensureMapping({ mapping = {} }: FeedFile): void {
  const read = readMappingSettings(mapping as JsonObject);
  if (read.kind === 'wrong') throw new FeedFileError(read.findings);
}

/** @throws FeedFileError when it can not be read, or is no JSON */
export function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    const why = error instanceof SyntaxError ? error.message : 'the file can not be read';
    throw new FeedFileError([`${why}.`]);
  }
}

/** What a file is about: its name without `.json`. */
export function nameOfFile(file: string): string {
  return FILE_NAME.exec(path.basename(file))?.[1] ?? '';
}

/** Those of the settings that are there, as they are. */
function pick<T extends object, Name extends keyof T>(
  settings: T,
  names: readonly Name[],
): { [Key in Name]?: Exclude<T[Key], undefined> } {
  const entries = names.flatMap((name) =>
    settings[name] === undefined ? [] : [[name, settings[name]] as const],
  );
  return Object.fromEntries(entries) as { [Key in Name]?: Exclude<T[Key], undefined> };
}

function readCharset({ override, fallback }: NonNullable<FeedFile['charset']>): Feed['charset'] {
  return {
    ...(override !== undefined && { override: knownCharset(override) }),
    fallback: fallback === undefined ? FEED_DEFAULTS.charset.fallback : knownCharset(fallback),
  };
}

function knownCharset(name: string): Charset {
  const charset = charsetOf(name);
  if (charset === undefined) {
    throw new FeedFileError([`charset: "${name}" is not known; write it as MSH-18 has it.`]);
  }
  return charset;
}

function readAcknowledgement({
  processedTimeoutSeconds,
  ...rest
}: NonNullable<FeedFile['acknowledgement']>): Feed['acknowledgement'] {
  return {
    ...FEED_DEFAULTS.acknowledgement,
    ...rest,
    ...(processedTimeoutSeconds !== undefined && {
      processedTimeout: processedTimeoutSeconds * 1000,
    }),
  };
}

function readLimits(given: NonNullable<FeedFile['limits']>): Feed['limits'] {
  const seconds = (value: number | undefined, byDefault: number): number =>
    value === undefined ? byDefault : value * 1000;
  const { limits } = FEED_DEFAULTS;
  return {
    ...limits,
    ...pick(given, ['maxConnections', 'maxSegments', 'maxPipelined']),
    maxFrame: given.maxFrameBytes ?? limits.maxFrame,
    frameIdle: seconds(given.frameIdleSeconds, limits.frameIdle),
    frameTime: seconds(given.frameSeconds, limits.frameTime),
    idle: seconds(given.idleSeconds, limits.idle),
  };
}

function readListener(
  { host = '127.0.0.1', port, tls }: NonNullable<FeedFile['listen']>,
  folder: string,
): FeedListener {
  return { host, port, ...(tls !== undefined && { tls: readTls(tls, folder) }) };
}

/** The files are relative to that of the feed. */
function readTls(
  tls: NonNullable<NonNullable<FeedFile['listen']>['tls']>,
  folder: string,
): FeedTls {
  const read = (file: string): string => readPem(path.resolve(folder, file), file);
  const { clientAuthorities, clientNames = [] } = tls;
  if (clientNames.length > 0 && clientAuthorities === undefined) {
    throw new FeedFileError(['listen.tls.clientNames needs clientAuthorities.']);
  }
  try {
    const certificate = read(tls.certificate);
    const key = read(tls.key);
    checkPair(certificate, key);
    return {
      certificate,
      key,
      clientNames,
      ...(clientAuthorities !== undefined && { clientAuthorities: read(clientAuthorities) }),
    };
  } catch (error) {
    if (!(error instanceof PemFileError)) throw error;
    throw new FeedFileError([`listen.tls: ${error.message}.`]);
  }
}

/** Two feeds at one address: messages of one would be taken for the other's. */
function samePorts(feeds: readonly Feed[]): string[] {
  const seen = new Map<string, string>();
  return feeds.flatMap(({ name, listener }) => {
    if (listener === undefined || listener.port === 0) return [];
    const address = `${listener.host}:${listener.port}`;
    const other = seen.get(address);
    seen.set(address, name);
    return other === undefined ? [] : [`${name}: the feed ${other} listens at ${address} too.`];
  });
}

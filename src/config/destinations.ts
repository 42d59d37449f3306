/** Destinations of HL7 v2 messages from their files: one JSON file for each, named after it. */
import path from 'node:path';
import { createSecureContext } from 'node:tls';
import { Ajv } from 'ajv';
import type { ClientTls } from '../hl7v2/mllp/client.js';
import {
  DESTINATION_DEFAULTS,
  FOR_EVER,
  type Destination,
  type FailureRule,
  type RetryPolicy,
  type Rule,
  type TransformStep,
} from '../hl7v2/outbound/destination.js';
import { charsetOf } from '../hl7v2/parser/charset.js';
import { DESTINATION_SCHEMA, type DestinationFile, type RuleFile } from './destination-schema.js';
import { complaint, FeedFileError, filesIn, nameOfFile, parse } from './feeds.js';
import { PemFileError, readPem } from './pem-files.js';

const DESTINATIONS = { setting: 'HL7_DESTINATIONS', one: 'a destination' };

type Check = (content: unknown) => readonly string[];

/**
 * Reads and checks all destinations of a folder.
 * @param feeds names of the feeds that there are
 * @throws FeedFileError with everything that is wrong
 */
export function loadDestinations(folder: string, feeds: readonly string[]): readonly Destination[] {
  const wrong: string[] = [];
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
  const validate = ajv.compile(DESTINATION_SCHEMA);
  const check: Check = (content) =>
    validate(content) ? [] : [...new Set((validate.errors ?? []).map(complaint))];
  const destinations = filesIn(folder, DESTINATIONS, wrong).flatMap((file) => {
    try {
      return [readDestination(file, check, feeds)];
    } catch (error) {
      if (!(error instanceof FeedFileError)) throw error;
      wrong.push(...error.lines.map((line) => `${file}: ${line}`));
      return [];
    }
  });
  if (wrong.length > 0) throw new FeedFileError(wrong);
  return destinations;
}

function readDestination(file: string, check: Check, feeds: readonly string[]): Destination {
  const content = parse(file);
  const lines = check(content);
  if (lines.length > 0) throw new FeedFileError(lines);
  const given = content as DestinationFile;
  const name = nameOfFile(file);
  const wrong = contradictions(given, feeds);
  if (wrong.length > 0) throw new FeedFileError(wrong);
  const defaults = DESTINATION_DEFAULTS;
  return {
    ...defaults,
    name,
    ...readConnection(given, path.dirname(file)),
    acknowledgement: given.acknowledgement ?? defaults.acknowledgement,
    order: given.order ?? defaults.order,
    connections: given.connections ?? defaults.connections,
    retry: readRetry(given.retry ?? {}),
    ...readCharset(given.charset),
    header: { ...defaults.header, ...given.header },
    naming: {
      identifierSystems: given.identifierSystems ?? {},
      codeSystems: given.codeSystems ?? {},
      timeZone: given.timeZone ?? defaults.naming.timeZone,
    },
    // A destination with the name of a feed is the same system.
    feeds: given.feeds ?? feeds.filter((feed) => feed === name),
    echo: given.echo ?? defaults.echo,
    rules: given.rules.map(readRule),
  };
}

type Connection = Pick<
  Destination,
  'host' | 'port' | 'tls' | 'connectTimeout' | 'answerTimeout' | 'pause'
>;

function readConnection(given: DestinationFile, folder: string): Connection {
  const { host, port, tls, pauseMilliseconds } = given;
  const defaults = DESTINATION_DEFAULTS;
  return {
    host,
    port,
    ...(tls !== undefined && { tls: readTls(tls, folder) }),
    connectTimeout: seconds(given.connectTimeoutSeconds, defaults.connectTimeout),
    answerTimeout: seconds(given.answerTimeoutSeconds, defaults.answerTimeout),
    pause: pauseMilliseconds ?? defaults.pause,
  };
}

/** What no schema can say. */
function contradictions(given: DestinationFile, feeds: readonly string[]): string[] {
  const named = [
    ...(given.feeds ?? []),
    ...given.rules.flatMap((rule) => rule.forward?.feeds ?? []),
  ];
  const unknown = [...new Set(named)].filter((name) => !feeds.includes(name));
  const names = given.rules.map(({ name }) => name);
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [
    ...unknown.map((name) => `feeds: there is no feed "${name}".`),
    ...[...repeated].map((name) => `rules: two have the name "${name}".`),
    ...given.rules.flatMap(strayParts),
    ...(given.order !== 'patient' && (given.connections ?? 1) > 1
      ? ['connections: more than one needs "order": "patient".']
      : []),
    ...(given.timeZone !== undefined && !isTimeZone(given.timeZone)
      ? [`timeZone: "${given.timeZone}" is no IANA time zone.`]
      : []),
  ];
}

/** Parts that only the other kind of rule has. */
function strayParts(rule: RuleFile): string[] {
  const { name, forward, search, patientEvents, generate } = rule;
  const stray = [
    ...(forward !== undefined && search !== undefined ? ['search'] : []),
    ...(patientEvents !== undefined && generate !== 'Patient' ? ['patientEvents'] : []),
  ];
  return [
    ...stray.map((part) => `rules: "${name}" can not have "${part}".`),
    ...(rule.transform ?? []).filter(changesHeader).map(() => `rules: "${name}" ${UNCHANGED}.`),
  ];
}

const UNCHANGED = 'can not change MSH-1, MSH-2 or MSH-10';

/** Delimiters, and what answers are known by. */
function changesHeader(step: NonNullable<RuleFile['transform']>[number]): boolean {
  const path =
    'set' in step ? step.set : 'copy' in step ? step.to : 'map' in step ? step.map : step.remove;
  return /^MSH(\[1\])?(-(1|2|10)([[.].*)?)?$/.test(path);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function seconds(value: number | undefined, byDefault: number): number {
  return value === undefined ? byDefault : Math.round(value * 1000);
}

function readRetry(given: NonNullable<DestinationFile['retry']>): RetryPolicy {
  const { retry } = DESTINATION_DEFAULTS;
  const first = seconds(given.firstSeconds, retry.first);
  const longest = seconds(given.longestSeconds, Math.max(retry.longest, first));
  if (longest < first) {
    throw new FeedFileError(['retry.longestSeconds is less than firstSeconds.']);
  }
  return {
    first,
    longest,
    noAnswer: readFailure(given.noAnswer, retry.noAnswer),
    error: readFailure(given.error, retry.error),
    reject: readFailure(given.reject, retry.reject),
  };
}

/** -1 retries are retries for ever. */
function readFailure(
  given: { readonly retries?: number; readonly then?: FailureRule['then'] } = {},
  byDefault: FailureRule,
): FailureRule {
  const { retries, then = byDefault.then } = given;
  if (retries === undefined) return { ...byDefault, then };
  return { retries: retries < 0 ? FOR_EVER : retries, then };
}

function readCharset(
  name = DESTINATION_DEFAULTS.charsetName,
): Pick<Destination, 'charset' | 'charsetName'> {
  const charset = charsetOf(name);
  if (charset === undefined) {
    throw new FeedFileError([`charset: "${name}" is not known; write it as MSH-18 has it.`]);
  }
  return { charset, charsetName: name };
}

/** The files are relative to that of the destination. */
function readTls(tls: NonNullable<DestinationFile['tls']>, folder: string): ClientTls {
  const read = (file: string): string => {
    try {
      return readPem(path.resolve(folder, file), file);
    } catch (error) {
      if (!(error instanceof PemFileError)) throw error;
      throw new FeedFileError([`tls: ${error.message}.`]);
    }
  };
  const { authorities, certificate, key, serverName } = tls;
  if ((certificate === undefined) !== (key === undefined)) {
    throw new FeedFileError(['tls: certificate and key belong together.']);
  }
  const own = certificate !== undefined && key !== undefined;
  const result: ClientTls = {
    ...(authorities !== undefined && { authorities: read(authorities) }),
    ...(own && { certificate: read(certificate), key: read(key) }),
    ...(serverName !== undefined && { serverName }),
  };
  try {
    createSecureContext({ ca: result.authorities, cert: result.certificate, key: result.key });
  } catch {
    throw new FeedFileError(['tls: the files are not PEM, or do not fit.']);
  }
  return result;
}

function readRule(rule: RuleFile): Rule {
  const transform = (rule.transform ?? []).map((step): TransformStep =>
    'map' in step ? { otherwise: 'keep', ...step } : step,
  );
  const { name, forward, generate } = rule;
  if (generate !== undefined) {
    const { search = '', patientEvents = 'A28-A31' } = rule;
    return { kind: 'generate', name, type: generate, search, patientEvents, transform };
  }
  const { feeds = [], events = [], when = 'received', where = [] } = forward ?? {};
  return { kind: 'forward', name, feeds, events, when, where, transform };
}

/** `vuurtoren hl7 send FILE …`: sends messages over MLLP and shows how they were answered. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Config } from '../../config/load.js';
import {
  MllpClient,
  MllpFailure,
  type ClientTls,
  type MllpTarget,
} from '../../hl7v2/mllp/client.js';
import { readAnswer, type ReadAnswer } from '../../hl7v2/outbound/answer.js';
import { MessageFileError, messagesOfFile } from '../../hl7v2/reception/message-file.js';
import { parseMessage, type Hl7Message } from '../../hl7v2/parser/message.js';
import { createLogger } from '../../log.js';
import { UsageError } from '../usage.js';
import { openOutcomes, type Outcomes } from './outcomes.js';

interface Options {
  readonly files: readonly string[];
  readonly target: MllpTarget;
  /** The feed of this server that the messages come in on; undefined for another system. */
  readonly feed: string | undefined;
  readonly isRaw: boolean;
}

/** @returns 0 when every message was taken; 1 when one was refused or not answered */
export async function sendCommand(config: Config, args: readonly string[]): Promise<number> {
  const options = readOptions(config, args);
  const files = options.files.map((name) => ({ name, messages: read(name, options.isRaw) }));
  const client = new MllpClient(options.target);
  const outcomes =
    options.feed === undefined
      ? undefined
      : await openOutcomes(config, options.feed, createLogger('error'));
  let isAllTaken = true;
  try {
    for (const { name, messages } of files) {
      for (const [index, content] of messages.entries()) {
        const title = `${name}${messages.length > 1 ? `[${index + 1}]` : ''} ${summary(content)}`;
        isAllTaken = (await send(client, { title, content, outcomes })) && isAllTaken;
      }
    }
  } finally {
    client.close();
    await outcomes?.close();
  }
  return isAllTaken ? 0 : 1;
}

interface Sending {
  readonly title: string;
  readonly content: Buffer;
  readonly outcomes: Outcomes | undefined;
}

async function send(client: MllpClient, { title, content, outcomes }: Sending): Promise<boolean> {
  let read: ReadAnswer = { kind: 'garbage' };
  try {
    await client.exchange(content, (bytes) => {
      read = readAnswer(bytes);
      // A commit byte of MLLP release 2 comes before the acknowledgement.
      return read.kind === 'commit' ? 'more' : read.kind === 'garbage' ? 'garbage' : 'done';
    });
  } catch (error) {
    if (!(error instanceof MllpFailure)) throw error;
    print(`${title}: not answered. ${error.message}`);
    return false;
  }
  const answered = read as ReadAnswer;
  if (answered.kind !== 'answer') return false;
  const { answer, message } = answered;
  const isTaken = answer.code === 'AA' || answer.code === 'CA';
  print(`${title}: ${[answer.code, ...texts(message)].join(' ')}`);
  for (const line of (isTaken ? await outcomes?.of(content) : undefined) ?? []) print(`  ${line}`);
  return isTaken;
}

function print(line: string): void {
  // An answer is somebody else's text: nothing of it may steer the terminal.
  process.stdout.write(`${line.replace(/\p{Cc}/gu, ' ')}\n`);
}

/** What an acknowledgement says besides its code: its text, and what each ERR names. */
function texts(message: Hl7Message): string[] {
  const errors = message.segmentsNamed('ERR').map((segment) => segment.raw);
  const text = message.text('MSA-3');
  return [...(text === '' ? [] : [`"${text}"`]), ...errors];
}

function summary(content: Buffer): string {
  try {
    const message = parseMessage(content.toString('latin1').split('\r', 1)[0] ?? '');
    const event = [message.get('MSH-9.1'), message.get('MSH-9.2')].filter((part) => part);
    return `${event.join('^')} ${message.get('MSH-10') ?? '(no control id)'}`;
  } catch {
    return '(no readable header)';
  }
}

function read(file: string, isRaw: boolean): Buffer[] {
  try {
    return messagesOfFile(readFileSync(file), isRaw);
  } catch (error) {
    if (error instanceof MessageFileError) throw new Error(`${file}: ${error.message}`);
    throw new Error(`${file} can not be read.`);
  }
}

function readOptions(config: Config, args: readonly string[]): Options {
  const { values, positionals } = parsed(args);
  if (positionals.length === 0) throw new UsageError('hl7 send needs a file.');
  if (values.feed !== undefined && values.to !== undefined) {
    throw new UsageError('Give --feed or --to, not both.');
  }
  const seconds = Number(values.timeout);
  if (!(seconds > 0 && seconds <= 3600)) throw new UsageError('--timeout is 1 to 3600 seconds.');
  const place = values.to === undefined ? ofFeed(config, values.feed) : ofAddress(values.to);
  const tls =
    values.tls || place.tls !== undefined ? { ...place.tls, ...given(values) } : undefined;
  return {
    files: positionals,
    feed: values.to === undefined ? (values.feed ?? 'default') : undefined,
    isRaw: values.raw,
    target: {
      host: place.host,
      port: place.port,
      ...(tls !== undefined && { tls }),
      connectTimeout: 10_000,
      answerTimeout: seconds * 1000,
    },
  };
}

interface Place {
  readonly host: string;
  readonly port: number;
  readonly tls?: ClientTls;
}

function ofAddress(text: string): Place {
  const [, host = '', port = ''] = /^(.+):(\d{1,5})$/.exec(text) ?? [];
  if (host === '' || Number(port) < 1 || Number(port) > 65_535) {
    throw new UsageError('--to is HOST:PORT.');
  }
  return { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) };
}

function ofFeed(config: Config, name = 'default'): Place {
  const feed = config.hl7.feeds.find((one) => one.name === name);
  if (feed === undefined) throw new UsageError(`There is no feed "${name}".`);
  const { listener } = feed;
  if (listener === undefined || listener.port === 0) {
    throw new UsageError(`The feed "${name}" has no port of its own; give --to HOST:PORT.`);
  }
  const host = ANY_ADDRESS.get(listener.host) ?? listener.host;
  const { tls } = listener;
  return { host, port: listener.port, ...(tls && { tls: { authorities: tls.certificate } }) };
}

const ANY_ADDRESS = new Map([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '::1'],
]);

function given(values: ReturnType<typeof parsed>['values']): ClientTls {
  return {
    ...(values.ca !== undefined && { authorities: pem(values.ca) }),
    ...(values.cert !== undefined && { certificate: pem(values.cert) }),
    ...(values.key !== undefined && { key: pem(values.key) }),
    ...(values['server-name'] !== undefined && { serverName: values['server-name'] }),
  };
}

function pem(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`The file ${file} can not be read.`);
  }
}

const text = { type: 'string' } as const;

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        feed: text,
        to: text,
        tls: { type: 'boolean', default: false },
        ca: text,
        cert: text,
        key: text,
        'server-name': text,
        timeout: { type: 'string', default: '30' },
        raw: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'Wrong options.');
  }
}

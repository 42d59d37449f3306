/** `vuurtoren hl7 destinations …` and `vuurtoren hl7 outbox …`. */
import { parseArgs } from 'node:util';
import type { Config } from '../../config/load.js';
import { FhirError } from '../../fhir/errors.js';
import {
  OutboundAdministration,
  type DestinationView,
} from '../../hl7v2/outbound/administration.js';
import { createLogger } from '../../log.js';
import { Database } from '../../storage/database.js';
import type { OutboxMessage } from '../../storage/outbox/destinations.js';
import { Outbox } from '../../storage/outbox/outbox.js';
import { OUTBOX_STATES, type OutboxState } from '../../storage/outbox/states.js';
import { closeDatabase, findDatabase } from '../database.js';
import { UsageError } from '../usage.js';

type Action = (
  administration: OutboundAdministration,
  args: readonly string[],
) => Promise<readonly string[]>;

/** Runs an action with the database at hand, and prints its lines. */
async function withOutbox(
  config: Config,
  action: Action,
  args: readonly string[],
): Promise<number> {
  const log = createLogger('error');
  const found = await findDatabase(config, log);
  if (found === undefined) throw new Error('There is no database yet.');
  const settings = { url: found.url, maxConnections: 1, statementTimeout: 30_000 };
  const database = new Database(settings, log);
  try {
    const outbox = await Outbox.open(database);
    const administration = new OutboundAdministration(outbox, config.hl7.destinations, Date.now);
    for (const line of await action(administration, args)) process.stdout.write(`${line}\n`);
    return 0;
  } catch (error) {
    if (error instanceof FhirError && error.kind === 'not-found') throw new Error(error.message);
    throw error;
  } finally {
    await database.close();
    await closeDatabase(found);
  }
}

const DESTINATIONS: Readonly<Record<string, Action>> = {
  list: async (administration) => {
    const all = await administration.destinations();
    return all.length === 0 ? ['There are no destinations.'] : all.map(destinationLine);
  },
  pause: async (administration, [name, ...reason]) => {
    await administration.pause(needed(name), reason.join(' '));
    return [`Nothing is sent to ${needed(name)} any more.`];
  },
  resume: async (administration, [name]) => {
    await administration.resume(needed(name));
    return [`${needed(name)} gets its messages again.`];
  },
};

/** `vuurtoren hl7 destinations [list | pause NAME [REASON] | resume NAME]` @returns the exit code */
export function destinationsCommand(config: Config, args: readonly string[]): Promise<number> {
  return run(config, DESTINATIONS, args);
}

const OUTBOX: Readonly<Record<string, Action>> = {
  list: async (administration, args) => {
    const { destination, state, count } = listOptions(args);
    const { messages, next } = await administration.messages({
      state,
      count,
      ...(destination !== undefined && { destination }),
    });
    const lines = messages.length === 0 ? [`No message is ${state}.`] : messages.map(messageLine);
    return next === undefined ? lines : [...lines, 'There are more: --count N shows them.'];
  },
  show: async (administration, [id]) => {
    const { message, content } = await administration.message(idOf(id));
    // One segment a line; nothing of it may steer the terminal.
    const text = (content?.toString('latin1') ?? '(no message could be made)').split('\r');
    return [messageLine(message), ...text.map((line) => line.replace(/\p{Cc}/gu, ' '))];
  },
  retry: async (administration, args) => [
    `${await administration.retry(chosenBy(args))} messages are sent again.`,
  ],
  skip: async (administration, args) => [
    `${await administration.skip(chosenBy(args))} messages are given up.`,
  ],
};

/** `vuurtoren hl7 outbox [list | show ID | retry … | skip …]` @returns the exit code */
export function outboxCommand(config: Config, args: readonly string[]): Promise<number> {
  return run(config, OUTBOX, args);
}

async function run(
  config: Config,
  actions: Readonly<Record<string, Action>>,
  [name = 'list', ...rest]: readonly string[],
): Promise<number> {
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action === undefined) {
    throw new UsageError(`"${name}" is none of: ${Object.keys(actions).join(', ')}.`);
  }
  return withOutbox(config, action, rest);
}

function destinationLine(one: DestinationView): string {
  const where = one.address ?? 'not configured any more';
  const queue = one.queued === 0 ? '0 queued' : `${one.queued} queued for ${one.oldestSeconds} s`;
  const answer =
    one.answer === undefined
      ? 'no answer yet'
      : `last answer ${one.answer} ${one.answered?.toISOString() ?? ''}`;
  const failing = one.failures === 0 ? [] : [`${one.failures} failures: ${one.failure ?? ''}`];
  const paused = one.paused === undefined ? [] : [`PAUSED: ${one.paused}`];
  const parts = [queue, `${one.dead} dead`, answer, ...failing, ...paused];
  return `${one.name} (${where}): ${parts.join(', ')}`;
}

function messageLine(one: OutboxMessage): string {
  const { id, destination, event = '?', controlId = '', source, made, attempts, reason } = one;
  const why = reason === undefined ? '' : `: ${reason.text}`;
  return `${id} ${destination} ${event} ${controlId} of ${source}, ${made.toISOString()}, ${one.state} after ${attempts} attempts${why}`;
}

function needed(name: string | undefined): string {
  if (name === undefined) throw new UsageError('The name of a destination is missing.');
  return name;
}

function idOf(text: string | undefined): number {
  if (text === undefined || !/^\d{1,15}$/.test(text)) {
    throw new UsageError('The number of a message is missing.');
  }
  return Number(text);
}

/** `ID …`, or `--destination NAME` for all dead ones of it. */
function chosenBy(args: readonly string[]): Parameters<OutboundAdministration['retry']>[0] {
  const { values, positionals } = parsed(args);
  if (values.destination !== undefined && positionals.length === 0) {
    return { destination: values.destination };
  }
  if (values.destination !== undefined || positionals.length === 0) {
    throw new UsageError('Give numbers of messages, or --destination NAME.');
  }
  return { ids: positionals.map(idOf) };
}

function listOptions(args: readonly string[]): {
  readonly destination: string | undefined;
  readonly state: OutboxState;
  readonly count: number;
} {
  const { values } = parsed(args);
  const { destination, state, count } = values;
  if (!Object.hasOwn(OUTBOX_STATES, state)) {
    throw new UsageError(`--state is one of: ${Object.keys(OUTBOX_STATES).join(', ')}.`);
  }
  if (!/^\d{1,4}$/.test(count)) throw new UsageError('--count is 1 to 1000.');
  return { destination, state: state as OutboxState, count: Number(count) };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        destination: { type: 'string' },
        state: { type: 'string', default: 'dead' },
        count: { type: 'string', default: '50' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'Wrong options.');
  }
}

/** What the commands on HL7 v2 messages work with: the database, and who they work for. */
import os from 'node:os';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { composeCore } from '../../compose.js';
import { administrationParts } from '../../compose-hl7-admin.js';
import type { Config } from '../../config/load.js';
import type { JsonValue } from '../../fhir/json.js';
import { FhirError } from '../../fhir/errors.js';
import { writeJson } from '../../formats/json/write.js';
import type { AdministrationParts, Who } from '../../hl7v2/administration/parts.js';
import { createLogger } from '../../log.js';
import { MESSAGE_STATES, type MessageState } from '../../storage/inbox/states.js';
import type { MessageFilter } from '../../storage/inbox/message-list.js';
import { origin } from '../../address.js';
import { closeDatabase, openDatabase } from '../database.js';
import { UsageError } from '../usage.js';

export interface CommandTools {
  readonly parts: AdministrationParts;
  readonly who: Who;
}

/** Runs work on the database of the configuration. @returns what it gives: an exit code */
export async function withAdministration(
  config: Config,
  work: (tools: CommandTools) => Promise<number>,
): Promise<number> {
  const log = createLogger(config.logLevel);
  const database = await openDatabase(config, log);
  try {
    const base = config.baseUrl ?? `${origin(config, config.port)}/fhir`;
    const core = await composeCore({ config, databaseUrl: database.url, base }, log);
    try {
      const parts = administrationParts({ ...core, feeds: config.hl7.feeds });
      return await work({ parts, who: `cli ${os.userInfo().username}` });
    } catch (error) {
      throw error instanceof FhirError ? readable(error) : error;
    } finally {
      await core.close();
    }
  } finally {
    await closeDatabase(database);
  }
}

/** An error with all that it says: one line for each finding. */
function readable({ message, details }: FhirError): Error {
  const lines = (details.issues ?? []).map(({ diagnostics }) => diagnostics);
  return new Error([message, ...lines].join('\n'));
}

/** Options of a command; a wrong one is told with how the command is used. */
export function parsed<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
): ReturnType<typeof parseArgs<{ options: Options; allowPositionals: true; args: string[] }>> {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'Wrong options.');
  }
}

/** Options that say which messages. */
export const FILTER_OPTIONS = {
  state: { type: 'string' },
  feed: { type: 'string' },
  event: { type: 'string' },
  reason: { type: 'string' },
  note: { type: 'string' },
  sender: { type: 'string' },
  'control-id': { type: 'string' },
  from: { type: 'string' },
  until: { type: 'string' },
  limit: { type: 'string' },
} as const;

type FilterValues = { readonly [Name in keyof typeof FILTER_OPTIONS]?: string | undefined };

/** @throws UsageError for states, times and numbers that are none */
export function filterOf(values: FilterValues, ids: readonly string[] = []): MessageFilter {
  const { state, feed, event, reason, note, sender, from, until } = values;
  const controlId = values['control-id'];
  const texts = { feed, event, reason, note, sender, controlId };
  return {
    ...(ids.length > 0 && { ids: ids.map(idOf) }),
    ...(state !== undefined && { states: state.split(',').map(stateOf) }),
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)),
    ...(from !== undefined && { from: timeOf(from) }),
    ...(until !== undefined && { until: timeOf(until) }),
  };
}

function stateOf(text: string): MessageState {
  const state = MESSAGE_STATES.find((one) => one === text);
  if (state === undefined) throw new UsageError(`--state is of: ${MESSAGE_STATES.join(', ')}.`);
  return state;
}

function timeOf(text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new UsageError('A time is written as 2026-11-21T13:00:00+01:00.');
  return time;
}

/** The number of a message. */
export function idOf(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new UsageError('A message is named by its number.');
  return Number(text);
}

/** @throws UsageError unless it is a whole number from 1 to the most */
export function limitOf(text: string | undefined, byDefault: number, most: number): number {
  const limit = text === undefined ? byDefault : Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > most) {
    throw new UsageError(`--limit is 1 to ${most}.`);
  }
  return limit;
}

/** A value as text: of numbers and texts what they are, of all else JSON. */
export function textOf(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Numbers keep the digits that they were sent with. */
export function printJson(value: object): void {
  print(writeJson(value as JsonValue, true));
}

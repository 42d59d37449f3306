/** `vuurtoren medmij lists [refresh|check FILE …|forget LIST]`: what is known of the lists of MedMij. */
import { readFileSync } from 'node:fs';
import { ownEntryProblems } from '../../auth/medmij/lists/own-entries.js';
import {
  entryCount,
  LIST_KINDS,
  ListRefused,
  type ListKind,
} from '../../auth/medmij/lists/list-kind.js';
import { ListsInUse } from '../../auth/medmij/lists/lists-in-use.js';
import { parseList } from '../../auth/medmij/lists/parse.js';
import { refreshLists } from '../../auth/medmij/lists/refresh.js';
import type { ListSettings } from '../../auth/medmij/lists/settings.js';
import { listRules, ownNetwork } from '../../compose-medmij-lists.js';
import type { Config } from '../../config/load.js';
import { areUsable, listState } from '../../rest/medmij-list-state.js';
import {
  followMedmijLists,
  forgetMedmijList,
  loadMedmijLists,
} from '../../storage/medmij-lists.js';
import { options, printJson, withAuth, type AuthContext } from '../auth/context.js';
import { UsageError } from '../usage.js';

const USAGE = `Say what to do with the lists: nothing more, refresh, check FILE …, or forget one of ${LIST_KINDS.join(', ')}.`;

export async function listsCommand(config: Config, args: readonly string[]): Promise<number> {
  const [what = 'status', ...rest] = options(args, {}).positionals;
  if (what === 'check' && rest.length > 0) return check(rest);
  const settings = config.medmijLists.lists;
  if (settings === undefined) throw new UsageError('No lists are configured: set MEDMIJ_LISTS.');
  return withAuth(config, async (context) => {
    if (what === 'status' && rest.length === 0) return status(config, context, settings);
    if (what === 'refresh' && rest.length === 0) return refresh(config, context, settings);
    const [kind, ...others] = rest;
    if (what === 'forget' && isKind(kind) && others.length === 0) return forget(context, kind);
    throw new UsageError(USAGE);
  });
}

function isKind(text: string | undefined): text is ListKind {
  return LIST_KINDS.some((kind) => kind === text);
}

async function status(
  config: Config,
  { database, settings, log }: AuthContext,
  lists: ListSettings,
): Promise<number> {
  const rules = listRules(lists);
  const stored = await loadMedmijLists(database);
  const maxAge = lists.maxAgeSeconds * 1000;
  const inUse = new ListsInUse({ session: database, clock: Date.now, log, maxAge });
  await inUse.load();
  const own = ownNetwork(config, settings.fhirBase);
  const usable = areUsable(stored, rules);
  printJson({
    usable,
    lists: stored.map((list) => ({
      ...listState(list, rules),
      source: list.source,
      ...(list.failure === undefined ? {} : { failure: list.failure.reason }),
    })),
    problems:
      own === undefined || lists.sources.zal === undefined ? [] : ownEntryProblems(inUse, own),
  });
  return usable ? 0 : 1;
}

async function refresh(config: Config, context: AuthContext, lists: ListSettings): Promise<number> {
  const { database, log } = context;
  await followMedmijLists(database, lists.sources, lists.refreshSeconds);
  const parts = { settings: lists, session: database, log };
  const done = await refreshLists(parts, LIST_KINDS);
  for (const { list, outcome, reason } of done) {
    process.stderr.write(`${list} ${outcome}${reason === undefined ? '' : `: ${reason}`}\n`);
  }
  const code = await status(config, context, lists);
  return done.every(({ outcome }) => outcome !== 'failed') ? code : 1;
}

async function forget({ database }: AuthContext, kind: ListKind): Promise<number> {
  if (!(await forgetMedmijList(database, kind))) {
    throw new UsageError(`The list ${kind} is not looked after.`);
  }
  return 0;
}

/** Which of the four a file is, and whether it would be taken. Needs no database. */
async function check(files: readonly string[]): Promise<number> {
  let isGood = true;
  for (const file of files) {
    const result = await checkOne(file);
    isGood &&= result.isGood;
    process.stdout.write(`${file}: ${result.text}\n`);
  }
  return isGood ? 0 : 1;
}

async function checkOne(file: string): Promise<{ isGood: boolean; text: string }> {
  let document: Buffer;
  try {
    document = readFileSync(file);
  } catch {
    return { isGood: false, text: 'can not be read' };
  }
  const reasons: string[] = [];
  for (const kind of LIST_KINDS) {
    try {
      const list = await parseList(kind, document);
      const { sequence, issued } = list;
      const text = `${kind}, Volgnummer ${sequence}, ${issued.toISOString()}, ${entryCount(list)} entries`;
      return { isGood: true, text };
    } catch (error) {
      if (!(error instanceof ListRefused)) throw error;
      reasons.push(error.message);
    }
  }
  const reason = reasons.find((one) => !one.startsWith('the document is no ')) ?? 'it is no list';
  return { isGood: false, text: `refused: ${reason}` };
}

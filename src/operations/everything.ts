/**
 * `$everything`: the record of a patient, or of all patients, with what it refers to.
 * https://hl7.org/fhir/R4/patient-operation-everything.html
 */
import { keyText, type ResourceKey } from '../fhir/resource.js';
import type { BundleEntryText, BundleLink } from '../interactions/bundle-parts.js';
import { bundleBody, linkUrl } from '../interactions/bundle-text.js';
import type { Environment } from '../interactions/environment.js';
import { CURSOR } from '../interactions/history.js';
import type { Operation, OperationTools } from '../interactions/operation.js';
import { includedEntry, matchEntry } from '../interactions/search/searchset.js';
import type { InteractionResult, OperationRequest, SelfLink } from '../interactions/types.js';
import type { QueryParameter } from '../search/parse/parameters.js';
import type { SearchQuery } from '../search/query.js';
import type { FoundResource } from '../storage/search/find.js';
import { callParameters } from './call-parameters.js';
import { askedEverything } from './everything/asked.js';
import {
  cursorOf,
  everythingOf,
  placeOf,
  type EverythingEntry,
  type EverythingSearch,
  type Place,
} from './everything/pager.js';

export const everything: Operation = {
  name: 'everything',
  definition: 'http://hl7.org/fhir/OperationDefinition/Patient-everything',
  levels: ['type', 'instance'],
  types: ['Patient'],
  affectsState: false,
  run: runEverything,
};

async function runEverything(
  environment: Environment,
  request: OperationRequest,
  tools: OperationTools,
): Promise<InteractionResult> {
  const parameters = callParameters(request);
  const { definitions, settings, cursors } = environment;
  const asked = askedEverything(parameters, (name) => definitions.isResourceType(name));
  const key = request.target.level === 'instance' ? request.target.key : undefined;
  // Whoever may not read the patient gets what a read gives.
  if (key !== undefined) await tools.run(environment, { kind: 'read', key }, tools.access);
  const self = { path: pathOf(key), query: parameters };
  const scope = linkUrl(settings.base, self, { drop: [CURSOR, '_count'] });
  const after =
    asked.cursor === undefined ? undefined : placeOf(cursors.decode(asked.cursor, scope));
  const size = Math.min(asked.count ?? settings.maxPageSize, settings.maxPageSize);
  const search = { environment, asked };
  const found =
    key === undefined
      ? await ofAllPatients(search, size + 1, after)
      : await everythingOf(search, { id: key.id, rid: 0 }, size + 1, after);
  const shown = found.slice(0, size);
  const body = bundleBody({
    type: 'searchset',
    links: linksOf(environment, self, scope, found.length > size ? shown.at(-1)?.place : undefined),
    entries: entriesOf(settings.base, shown),
  });
  return { status: 200, body };
}

function pathOf(key: ResourceKey | undefined): string {
  return `${key === undefined ? 'Patient' : keyText(key)}/$everything`;
}

/** @param last the place of the last resource of the page, when there is more */
function linksOf(
  { settings, cursors }: Environment,
  self: SelfLink,
  scope: string,
  last: Place | undefined,
): BundleLink[] {
  const links: BundleLink[] = [
    { relation: 'self', url: linkUrl(settings.base, self) },
    { relation: 'first', url: linkUrl(settings.base, self, { drop: [CURSOR] }) },
  ];
  if (last === undefined) return links;
  const add: QueryParameter[] = [[CURSOR, cursors.encode(cursorOf(last), scope)]];
  return [
    ...links,
    { relation: 'next', url: linkUrl(settings.base, self, { drop: [CURSOR], add }) },
  ];
}

/** Two patients can refer to the same, which stands once on a page. */
function entriesOf(base: string, found: readonly EverythingEntry[]): BundleEntryText[] {
  const known = new Set<string>();
  return found.flatMap((entry) => {
    const name = keyText(entry);
    if (known.has(name)) return [];
    known.add(name);
    return [entry.isRecord ? matchEntry(base, entry) : includedEntry(base, entry)];
  });
}

/** Patients that are looked up at a time. */
const PATIENTS = 50;

/** Patient by patient, in order of creation. */
async function ofAllPatients(
  search: EverythingSearch,
  limit: number,
  after: Place | undefined,
): Promise<EverythingEntry[]> {
  const found = after === undefined ? [] : await restOf(search, limit, after);
  let last = after?.owner.rid;
  while (found.length < limit) {
    const patients = await patientsAfter(search, last);
    for (const { id, rid } of patients) {
      found.push(...(await everythingOf(search, { id, rid }, limit - found.length)));
      if (found.length >= limit) return found;
    }
    if (patients.length < PATIENTS) return found;
    last = patients.at(-1)?.rid;
  }
  return found;
}

const ALL_PATIENTS: SearchQuery = { type: 'Patient', criteria: [], sort: [] };

function patientsAfter(
  search: EverythingSearch,
  rid: number | undefined,
): Promise<FoundResource[]> {
  const page = { limit: PATIENTS, ...(rid === undefined ? {} : { after: [rid] as const }) };
  return search.environment.reader.find(ALL_PATIENTS, page);
}

/** Of the patient with whom the page before ended, who may be gone. */
async function restOf(
  search: EverythingSearch,
  limit: number,
  after: Place,
): Promise<EverythingEntry[]> {
  const criteria = [{ kind: 'id', ids: [after.owner.id] } as const];
  const query = { ...ALL_PATIENTS, criteria };
  const [current] = await search.environment.reader.find(query, { limit: 1 });
  return current === undefined ? [] : everythingOf(search, after.owner, limit, after);
}

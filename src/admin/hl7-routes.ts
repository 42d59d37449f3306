/** The routes of HL7 v2 administration, one row each: method, path, schema, what is done. */
import type { JsonObject, JsonValue } from '../fhir/json.js';
import { filterOf, timeOf } from './check.js';
import type { Hl7Administration, TryTextBody } from './hl7-administration.js';
import type { SchemaName } from './schemas.js';

/** A request that was checked. */
export interface AdminRequest {
  /** Of the path; undefined on paths without. */
  readonly id: number | undefined;
  /** Body or query, by the schema of the route. */
  readonly input: JsonObject;
  readonly who: string;
}

export interface AdminRoute {
  readonly method: 'GET' | 'POST';
  /** Below `/admin/hl7`. */
  readonly path: string;
  readonly schema: SchemaName;
  readonly run: (request: AdminRequest) => Promise<object>;
}

const DEFAULT_LIMIT = 50;
const DEFAULT_REPLAY = 10_000;
const DEFAULT_TRIES = 20;

export function hl7Routes(hl7: Hl7Administration): readonly AdminRoute[] {
  return [
    ...listRoutes(hl7),
    ...messageRoutes(hl7),
    {
      method: 'POST',
      path: '/replay',
      schema: 'replay',
      run: ({ input, who }) => hl7.replay(filterOf(input), limitOf(input, DEFAULT_REPLAY), who),
    },
    {
      method: 'POST',
      path: '/try',
      schema: 'tryText',
      run: ({ input }) => hl7.tryText(input as unknown as TryTextBody),
    },
    {
      method: 'POST',
      path: '/try-stored',
      schema: 'tryStored',
      run: ({ input, who }) =>
        hl7.tryStored(filterOf(input), tryOptions(input, DEFAULT_TRIES), who),
    },
    {
      method: 'POST',
      path: '/merge',
      schema: 'merge',
      run: ({ input, who }) =>
        hl7.merge(input as unknown as Parameters<Hl7Administration['merge']>[0], who),
    },
    {
      method: 'POST',
      path: '/unmerge',
      schema: 'unmerge',
      run: ({ input, who }) =>
        hl7.unmerge(input as unknown as Parameters<Hl7Administration['unmerge']>[0], who),
    },
  ];
}

function listRoutes(hl7: Hl7Administration): readonly AdminRoute[] {
  return [
    {
      method: 'GET',
      path: '/messages',
      schema: 'list',
      run: ({ input }) => hl7.list(filterOf(input), pageOf(input)),
    },
    {
      method: 'GET',
      path: '/feeds',
      schema: 'feeds',
      run: async ({ input: { since } }) => ({
        feeds: await hl7.feeds(typeof since === 'string' ? timeOf(since) : undefined),
      }),
    },
    {
      method: 'GET',
      path: '/actions',
      schema: 'actions',
      run: async ({ input }) => {
        const { message } = input;
        const about = typeof message === 'number' ? { message } : {};
        return { actions: await hl7.actions({ ...pageOf(input), ...about }) };
      },
    },
  ];
}

function messageRoutes(hl7: Hl7Administration): readonly AdminRoute[] {
  const path = '/messages/:id';
  return [
    {
      method: 'GET',
      path,
      schema: 'nothing',
      run: ({ id = 0, who }) => hl7.show(id, who),
    },
    {
      method: 'POST',
      path: `${path}/decision`,
      schema: 'decision',
      run: ({ id = 0, input, who }) => hl7.decide(id, input, who),
    },
    {
      method: 'POST',
      path: `${path}/ignore`,
      schema: 'ignore',
      run: ({ id = 0, input: { comment }, who }) =>
        hl7.ignore(id, typeof comment === 'string' ? comment : undefined, who),
    },
    {
      method: 'POST',
      path: `${path}/replay`,
      schema: 'nothing',
      run: ({ id = 0, who }) => hl7.replay({ ids: [id] }, 1, who),
    },
    {
      method: 'POST',
      path: `${path}/try`,
      schema: 'tryMessage',
      run: ({ id = 0, input, who }) => hl7.tryStored({ ids: [id] }, tryOptions(input, 1), who),
    },
  ];
}

function limitOf({ limit }: JsonObject, byDefault: number): number {
  return typeof limit === 'number' ? limit : byDefault;
}

function pageOf(input: JsonObject): { limit: number; before?: number } {
  const { before } = input;
  const limit = limitOf(input, DEFAULT_LIMIT);
  return typeof before === 'number' ? { limit, before } : { limit };
}

function tryOptions(
  input: JsonObject,
  limit: number,
): { limit: number; mapping: JsonValue | undefined } {
  return { limit: limitOf(input, limit), mapping: input['mapping'] };
}

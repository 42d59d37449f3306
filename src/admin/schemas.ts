/** What requests of the administration API may hold: JSON Schema. `docs/hl7v2.md` has every route. */
import { MESSAGE_STATES } from '../storage/inbox/states.js';
import { OUTBOX_STATES } from '../storage/outbox/states.js';

const text = { type: 'string', minLength: 1, maxLength: 200 } as const;
const comment = { type: 'string', maxLength: 2000 } as const;
const event = { type: 'string', pattern: '^[A-Z0-9]{3}\\^([A-Z0-9]{3}|\\*)$' } as const;
const instant = {
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,3})?)?(Z|[+-]\\d{2}:\\d{2}))?$',
} as const;
const patient = { type: 'string', pattern: '^Patient/[A-Za-z0-9.-]{1,64}$' } as const;

function closed(properties: Record<string, unknown>, required: readonly string[] = []): object {
  return { type: 'object', additionalProperties: false, properties, required };
}

function whole(minimum: number, maximum: number): object {
  return { type: 'integer', minimum, maximum };
}

const id = whole(1, Number.MAX_SAFE_INTEGER);

const filter = {
  states: { type: 'array', items: { enum: MESSAGE_STATES }, minItems: 1, maxItems: 6 },
  feed: text,
  event,
  reason: text,
  note: text,
  controlId: text,
  sender: text,
  from: instant,
  until: instant,
};

const selection = {
  ids: { type: 'array', items: id, minItems: 1, maxItems: 10_000 },
  ...filter,
};

/** Whatever the mapping says of it: it has a schema of its own. */
const mapping = { type: 'object' };

export const SCHEMAS = {
  nothing: closed({}),
  list: closed({ ...filter, before: id, limit: whole(1, 500) }),
  actions: closed({ message: id, before: id, limit: whole(1, 500) }),
  feeds: closed({ since: instant }),
  decision: closed({
    patients: {
      type: 'array',
      minItems: 1,
      maxItems: 1000,
      items: { anyOf: [{ const: 'new' }, { type: 'null' }, patient] },
    },
    approved: { type: 'boolean' },
    comment,
  }),
  ignore: closed({ comment }),
  replay: closed({ ...selection, limit: whole(1, 100_000) }),
  tryMessage: closed({ mapping }),
  tryText: closed({ content: { type: 'string', minLength: 1 }, feed: text, mapping }, ['content']),
  tryStored: closed({ ...selection, mapping, limit: whole(1, 100) }),
  merge: closed({ survivor: patient, retired: patient, comment }, ['survivor', 'retired']),
  unmerge: closed({ retired: patient, comment }, ['retired']),
  pause: closed({ name: text, reason: { type: 'string', maxLength: 500 } }, ['name']),
  resume: closed({ name: text }, ['name']),
  outbox: closed({
    destination: text,
    states: { type: 'array', items: { enum: Object.keys(OUTBOX_STATES) }, maxItems: 1 },
    after: id,
    limit: whole(1, 1000),
  }),
  chosen: closed({ ids: selection.ids, destination: text }),
} as const;

export type SchemaName = keyof typeof SCHEMAS;

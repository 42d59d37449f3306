-- HL7 v2 messages as they came in, and which of them are to be processed.
-- See docs/decisions/0021-hl7-inbox.md.

create sequence hl7_message_sequence as bigint;

-- One row for each message; committed before it is acknowledged.
create table hl7_message (
  -- order of arrival
  id            bigint not null primary key default nextval('hl7_message_sequence'),
  received      timestamptz not null,
  -- when it left the state 'received'
  settled       timestamptz,
  -- last time that the same bytes came in
  repeated      timestamptz,
  -- how often the same bytes came in
  receipts      integer not null default 1,
  -- 1 received, 2 processed, 3 waiting, 4 failed, 5 ignored, 6 refused: see src/storage/inbox/states.ts
  state         smallint not null,
  -- how often processing was begun
  attempts      smallint not null default 0,
  -- the sender used the same control id for another message before
  reused_id     boolean not null default false,
  feed          text not null,
  peer          text not null,
  -- MSH-3 and MSH-4, MSH-10, MSH-9.1 and 9.2, MSH-12; as far as they could be read
  sender        text,
  control_id    text,
  event         text,
  version       text,
  charset       text,
  -- SHA-256 of content
  digest        bytea not null,
  -- the bytes exactly as received
  content       bytea not null,
  -- why it is in its state: a code, a sentence without personal data, and where in the message
  reason        text,
  reason_text   text,
  reason_at     text,
  -- what an operator decided about it, for the next time it is processed
  decision      jsonb,
  -- what became of it: warnings, resources, candidates
  outcome       jsonb,
  -- what keeps messages in order: see src/hl7v2/order-keys.ts
  order_keys    bigint[] not null default '{}'
);
create unique index hl7_message_digest on hl7_message (digest, feed);
create index hl7_message_control on hl7_message (control_id, feed) where control_id is not null;
create index hl7_message_received on hl7_message (received, id);
-- the work lists; what is processed is by far the most and not in it
create index hl7_message_state on hl7_message (state, id) where state <> 2;

-- What is to be processed. Rows come and go all the time.
create table hl7_queue (
  message bigint not null primary key,
  -- not before; later than its receipt when it is tried again
  ready   timestamptz not null,
  -- which process is at it: see src/storage/inbox/worker.ts
  worker  integer,
  -- how often it was begun since it came in or was put back by hand
  starts  smallint not null default 0
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- A message waits until no earlier one has a key of it. Keys stay behind when a message that waits
-- for a person is to keep later ones waiting.
create table hl7_queue_key (
  key     bigint not null,
  message bigint not null,
  primary key (key, message)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- What is remembered beside a resource that messages write: when each of its elements was last said
-- to be so, and by which feed; no values. See src/hl7v2/mapping/effect/state.ts.
create table hl7_resource_state (
  type     smallint not null,
  id       text collate "C" not null,
  -- counts up: two messages that change it at the same time notice
  revision integer not null,
  state    json not null,
  primary key (type, id)
);

-- What people do with HL7 v2 messages, and texts that are removed after a while.
-- See docs/decisions/0024-hl7-administration.md.

-- Null once the text was removed; the digest stays, so that a repeat is still known as one.
alter table hl7_message alter column content drop not null;

-- For the lists of what waits behind a message.
create index hl7_message_order_keys on hl7_message using gin (order_keys) where state in (1, 3, 4);
-- What a data steward should know of: possible duplicates and the like.
create index hl7_message_notes on hl7_message (id) where outcome -> 'notes' is not null;
-- What can be claimed: rows behind a message that waits for a person are ready at 'infinity'.
create index hl7_queue_open on hl7_queue (message) where ready < 'infinity';
-- The removal of texts begins anew where it left off.
create table hl7_retention (
  is_single     boolean not null primary key default true check (is_single),
  removed_until timestamptz not null
);

-- Who saw, decided, replayed or ignored what. Rows are never changed.
create table hl7_action (
  id      bigint generated always as identity primary key,
  at      timestamptz not null default now(),
  -- the account, client or user of the command line
  who     text not null,
  -- show, decide, replay, ignore, merge, unmerge
  action  text not null,
  message bigint,
  details jsonb
);
create index hl7_action_message on hl7_action (message, id) where message is not null;

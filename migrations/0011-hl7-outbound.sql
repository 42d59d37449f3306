-- HL7 v2 messages to other systems, and the changes that they are made of.
-- See docs/decisions/0030-outbound.md.

-- What is known of a destination besides its file: what an operator or a rule decided about it, and
-- how it answered last.
create table hl7_destination (
  name          text not null primary key,
  -- false: there is no file of it any more; what it has is kept
  configured    boolean not null,
  -- why nothing is sent to it, for people; null: it is sent
  paused        text,
  paused_at     timestamptz,
  -- the code of the last acknowledgement
  answer        text,
  answered      timestamptz,
  -- of the attempts since the last acknowledgement: how many failed, and how the last one did
  failures      integer not null default 0,
  failure       text,
  failed        timestamptz
);

-- Changes that messages are to be made of, in the order of their commits as far as it matters: those
-- of one resource follow one another. Filled by the triggers that `configure_hl7_capture` makes.
create table hl7_change (
  id          bigint generated always as identity primary key,
  -- changes of one transaction
  transaction xid8 not null default pg_current_xact_id(),
  -- a version of a resource …
  rid         bigint,
  version     integer,
  -- … or a message that came in, and what happened to it: 1 received, 2 processed
  message     bigint,
  moment      smallint,
  -- the feed whose message made the change
  origin      text,
  -- only for this destination and rule: a message that could not be made is to be made again
  destination text,
  rule        text
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- Messages to be sent, and what became of them.
create table hl7_outbox (
  -- the order that they are sent in
  id          bigint generated always as identity primary key,
  destination text not null,
  -- the rule that made it
  rule        text not null,
  -- what it was made of: `Patient/1/_history/2`, `message/17`
  source      text not null,
  made        timestamptz not null default now(),
  -- 1 queued, 2 sent, 3 dead, 4 skipped: see src/storage/outbox/states.ts
  state       smallint not null,
  -- MSH-9.1 and 9.2, MSH-10
  event       text,
  control_id  text,
  -- the bytes that are sent, each time the same; null when none could be made
  content     bytea,
  -- whose order it is part of: hashed patients
  keys        bigint[] not null default '{}',
  -- not before
  ready       timestamptz not null default now(),
  attempts    integer not null default 0,
  settled     timestamptz,
  -- the last acknowledgement
  answer      text,
  -- why it is in its state: a code, and a sentence without personal data
  reason      text,
  reason_text text
);
create index hl7_outbox_queue on hl7_outbox (destination, id) where state = 1;
create index hl7_outbox_dead on hl7_outbox (destination, id) where state = 3;
create index hl7_outbox_settled on hl7_outbox (settled) where state in (2, 4);
-- a message that came in goes to a destination once, however often it is processed
create unique index hl7_outbox_forwarded on hl7_outbox (source, destination, rule)
  where source like 'message/%';

create function capture_hl7_version() returns trigger language plpgsql as $$
begin
  insert into hl7_change (rid, version, origin)
    values (new.rid, new.version, nullif(current_setting('vuurtoren.origin', true), ''));
  return null;
end
$$;

create function capture_hl7_message() returns trigger language plpgsql as $$
begin
  insert into hl7_change (message, moment, origin) values (new.id, tg_argv[0]::smallint, new.feed);
  return null;
end
$$;

-- Makes the triggers for what destinations want, and drops those that nobody wants: without
-- destinations, a write has nothing of this.
create function configure_hl7_capture(types smallint[], on_receipt boolean, on_processing boolean)
returns void language plpgsql as $$
declare
  wanted text := format('%s %s %s', types, on_receipt, on_processing);
begin
  perform pg_advisory_xact_lock(7620012);
  if wanted is not distinct from obj_description('hl7_change'::regclass) then
    return;
  end if;
  drop trigger if exists capture_hl7_version on version;
  drop trigger if exists capture_hl7_receipt on hl7_message;
  drop trigger if exists capture_hl7_retaken on hl7_message;
  drop trigger if exists capture_hl7_processing on hl7_message;
  if cardinality(types) > 0 then
    execute format('create trigger capture_hl7_version after insert on version for each row
      when (new.type = any (%L::smallint[])) execute function capture_hl7_version()', types);
  end if;
  if on_receipt then
    create trigger capture_hl7_receipt after insert on hl7_message for each row
      when (new.state in (1, 5)) execute function capture_hl7_message(1);
    -- refused before, and sent again
    create trigger capture_hl7_retaken after update of state on hl7_message for each row
      when (old.state = 6 and new.state in (1, 5)) execute function capture_hl7_message(1);
  end if;
  if on_processing then
    create trigger capture_hl7_processing after update of state on hl7_message for each row
      when (new.state = 2 and old.state <> 2) execute function capture_hl7_message(2);
  end if;
  execute format('comment on table hl7_change is %L', wanted);
end
$$;

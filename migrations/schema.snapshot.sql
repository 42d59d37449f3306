-- What the migrations add up to. Made by `npm run schema`; it is not run by anything.
-- Rows that migrations insert are not shown.

create sequence hl7_action_id_seq as bigint;

create sequence hl7_change_id_seq as bigint;

create sequence hl7_message_sequence as bigint;

create sequence hl7_outbox_id_seq as bigint;

create sequence medmij_chain_event_id_seq as bigint;

create sequence migration_id_seq as integer;

create sequence migration_lock_index_seq as integer;

create sequence resource_sequence as bigint;

create table auth_account (
  id uuid not null default gen_random_uuid(),
  source text not null,
  external_id text not null,
  password_hash text,
  name text not null,
  role text not null,
  fhir_type text,
  fhir_id text,
  enabled boolean not null default true,
  created_at timestamp with time zone not null default now(),
  constraint auth_account_check CHECK (((fhir_type IS NULL) = (fhir_id IS NULL))),
  constraint auth_account_pkey PRIMARY KEY (id),
  constraint auth_account_role_check CHECK ((role = ANY (ARRAY['patient'::text, 'practitioner'::text, 'admin'::text]))),
  constraint auth_account_source_external_id_key UNIQUE (source, external_id)
);

create table auth_client (
  id text not null,
  name text not null,
  type text not null,
  secret_hash bytea,
  redirect_uris text[] not null default '{}'::text[],
  origins text[] not null default '{}'::text[],
  launch_uri text,
  scope text not null,
  jwks jsonb,
  jwks_uri text,
  access_token_seconds integer,
  refresh_token_seconds integer,
  rate_limit integer,
  ip_ranges text[] not null default '{}'::text[],
  skips_consent boolean not null default false,
  introspects boolean not null default false,
  enabled boolean not null default true,
  created_at timestamp with time zone not null default now(),
  constraint auth_client_access_token_seconds_check CHECK ((access_token_seconds > 0)),
  constraint auth_client_pkey PRIMARY KEY (id),
  constraint auth_client_rate_limit_check CHECK ((rate_limit > 0)),
  constraint auth_client_refresh_token_seconds_check CHECK ((refresh_token_seconds > 0)),
  constraint auth_client_type_check CHECK ((type = ANY (ARRAY['public'::text, 'confidential-symmetric'::text, 'confidential-asymmetric'::text, 'backend'::text, 'internal'::text])))
);

create table auth_failure (
  hash bytea not null,
  count integer not null,
  blocked_until timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint auth_failure_pkey PRIMARY KEY (hash)
);

create table auth_grant (
  id text not null,
  client_id text not null,
  account_id uuid not null,
  payload jsonb not null,
  context jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint auth_grant_account_id_fkey FOREIGN KEY (account_id) REFERENCES auth_account(id) ON DELETE CASCADE,
  constraint auth_grant_client_id_fkey FOREIGN KEY (client_id) REFERENCES auth_client(id) ON DELETE CASCADE,
  constraint auth_grant_pkey PRIMARY KEY (id)
);

create table auth_key (
  kid text not null,
  state text not null,
  sealed text not null,
  created_at timestamp with time zone not null default now(),
  retired_at timestamp with time zone,
  constraint auth_key_pkey PRIMARY KEY (kid),
  constraint auth_key_state_check CHECK ((state = ANY (ARRAY['next'::text, 'current'::text, 'retired'::text])))
);

create table auth_launch (
  hash bytea not null,
  client_id text not null,
  account_id uuid,
  context jsonb not null,
  expires_at timestamp with time zone not null,
  constraint auth_launch_account_id_fkey FOREIGN KEY (account_id) REFERENCES auth_account(id) ON DELETE CASCADE,
  constraint auth_launch_client_id_fkey FOREIGN KEY (client_id) REFERENCES auth_client(id) ON DELETE CASCADE,
  constraint auth_launch_pkey PRIMARY KEY (hash)
);

create table auth_record (
  model text not null,
  hash bytea not null,
  grant_id text,
  session_uid text,
  payload jsonb not null,
  consumed_at timestamp with time zone,
  expires_at timestamp with time zone not null,
  constraint auth_record_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES auth_grant(id) ON DELETE CASCADE,
  constraint auth_record_pkey PRIMARY KEY (model, hash)
);

create table auth_registration (
  client_id text not null,
  token_hash bytea not null,
  created_at timestamp with time zone not null default now(),
  constraint auth_registration_client_id_fkey FOREIGN KEY (client_id) REFERENCES auth_client(id) ON DELETE CASCADE,
  constraint auth_registration_pkey PRIMARY KEY (client_id)
);

create table auth_session (
  uid text not null,
  hash bytea,
  account_id uuid,
  payload jsonb not null,
  expires_at timestamp with time zone not null,
  constraint auth_session_account_id_fkey FOREIGN KEY (account_id) REFERENCES auth_account(id) ON DELETE CASCADE,
  constraint auth_session_hash_key UNIQUE (hash),
  constraint auth_session_pkey PRIMARY KEY (uid)
);

create table auth_token (
  hash bytea not null,
  kind text not null,
  client_id text,
  account_id uuid,
  grant_id text,
  session_uid text,
  payload jsonb not null,
  expires_at timestamp with time zone not null,
  constraint auth_token_account_id_fkey FOREIGN KEY (account_id) REFERENCES auth_account(id) ON DELETE CASCADE,
  constraint auth_token_client_id_fkey FOREIGN KEY (client_id) REFERENCES auth_client(id) ON DELETE CASCADE,
  constraint auth_token_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES auth_grant(id) ON DELETE CASCADE,
  constraint auth_token_pkey PRIMARY KEY (hash)
);

create table auth_used (
  hash bytea not null,
  expires_at timestamp with time zone not null,
  constraint auth_used_pkey PRIMARY KEY (hash)
);

create table hl7_action (
  id bigint not null,
  at timestamp with time zone not null default now(),
  who text not null,
  action text not null,
  message bigint,
  details jsonb,
  constraint hl7_action_pkey PRIMARY KEY (id)
);

create table hl7_change (
  id bigint not null,
  transaction xid8 not null default pg_current_xact_id(),
  rid bigint,
  version integer,
  message bigint,
  moment smallint,
  origin text,
  destination text,
  rule text,
  constraint hl7_change_pkey PRIMARY KEY (id)
);

create table hl7_destination (
  name text not null,
  configured boolean not null,
  paused text,
  paused_at timestamp with time zone,
  answer text,
  answered timestamp with time zone,
  failures integer not null default 0,
  failure text,
  failed timestamp with time zone,
  constraint hl7_destination_pkey PRIMARY KEY (name)
);

create table hl7_message (
  id bigint not null default nextval('hl7_message_sequence'::regclass),
  received timestamp with time zone not null,
  settled timestamp with time zone,
  repeated timestamp with time zone,
  receipts integer not null default 1,
  state smallint not null,
  attempts smallint not null default 0,
  reused_id boolean not null default false,
  feed text not null,
  peer text not null,
  sender text,
  control_id text,
  event text,
  version text,
  charset text,
  digest bytea not null,
  content bytea,
  reason text,
  reason_text text,
  reason_at text,
  decision jsonb,
  outcome jsonb,
  order_keys bigint[] not null default '{}'::bigint[],
  constraint hl7_message_pkey PRIMARY KEY (id)
);

create table hl7_outbox (
  id bigint not null,
  destination text not null,
  rule text not null,
  source text not null,
  made timestamp with time zone not null default now(),
  state smallint not null,
  event text,
  control_id text,
  content bytea,
  keys bigint[] not null default '{}'::bigint[],
  ready timestamp with time zone not null default now(),
  attempts integer not null default 0,
  settled timestamp with time zone,
  answer text,
  reason text,
  reason_text text,
  constraint hl7_outbox_pkey PRIMARY KEY (id)
);

create table hl7_queue (
  message bigint not null,
  ready timestamp with time zone not null,
  worker integer,
  starts smallint not null default 0,
  constraint hl7_queue_pkey PRIMARY KEY (message)
);

create table hl7_queue_key (
  key bigint not null,
  message bigint not null,
  constraint hl7_queue_key_pkey PRIMARY KEY (key, message)
);

create table hl7_resource_state (
  type smallint not null,
  id text collate "C" not null,
  revision integer not null,
  state json not null,
  constraint hl7_resource_state_pkey PRIMARY KEY (type, id)
);

create table hl7_retention (
  is_single boolean not null default true,
  removed_until timestamp with time zone not null,
  constraint hl7_retention_is_single_check CHECK (is_single),
  constraint hl7_retention_pkey PRIMARY KEY (is_single)
);

create table import_item (
  import text not null,
  item text not null,
  constraint import_item_pkey PRIMARY KEY (import, item)
);

create table indexed_search_parameter (
  url text not null,
  fingerprint text not null,
  constraint indexed_search_parameter_pkey PRIMARY KEY (url)
);

create table medmij_chain_event (
  id bigint not null,
  at timestamp with time zone not null,
  event text not null,
  trace_id text,
  session_id text,
  request_id text,
  sender text,
  receiver text,
  details jsonb,
  constraint medmij_chain_event_pkey PRIMARY KEY (id)
);

create table medmij_code (
  hash bytea not null,
  consent text not null,
  client text not null,
  redirect_uri text not null,
  correlation text not null,
  presented_at timestamp with time zone,
  expires_at timestamp with time zone not null,
  constraint medmij_code_consent_fkey FOREIGN KEY (consent) REFERENCES medmij_consent(id) ON DELETE CASCADE,
  constraint medmij_code_pkey PRIMARY KEY (hash)
);

create table medmij_consent (
  id text not null,
  patient text not null,
  client text not null,
  client_name text not null,
  provider text not null,
  kind text not null,
  services text[],
  scope text not null,
  long_term boolean not null,
  given_at timestamp with time zone not null default now(),
  used_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  end_reason text,
  is_closed boolean not null default false,
  constraint medmij_consent_check CHECK (((ended_at IS NULL) = (end_reason IS NULL))),
  constraint medmij_consent_end_reason_check CHECK ((end_reason = ANY (ARRAY['withdrawn'::text, 'revoked'::text, 'lapsed'::text, 'reused'::text]))),
  constraint medmij_consent_kind_check CHECK ((kind = ANY (ARRAY['collect'::text, 'share'::text]))),
  constraint medmij_consent_pkey PRIMARY KEY (id)
);

create table medmij_list (
  list text not null,
  source text not null,
  sequence bigint,
  issued timestamp with time zone,
  digest bytea,
  content bytea,
  etag text,
  loaded_at timestamp with time zone,
  confirmed_at timestamp with time zone,
  due_at timestamp with time zone not null default now(),
  failure text,
  failed_at timestamp with time zone,
  constraint medmij_list_check CHECK ((num_nulls(sequence, issued, digest, content, loaded_at, confirmed_at) = ANY (ARRAY[0, 6]))),
  constraint medmij_list_list_check CHECK ((list = ANY (ARRAY['whl'::text, 'ocl'::text, 'gnl'::text, 'zal'::text]))),
  constraint medmij_list_pkey PRIMARY KEY (list)
);

create table medmij_refresh_token (
  hash bytea not null,
  consent text not null,
  used_at timestamp with time zone,
  expires_at timestamp with time zone not null,
  constraint medmij_refresh_token_consent_fkey FOREIGN KEY (consent) REFERENCES medmij_consent(id) ON DELETE CASCADE,
  constraint medmij_refresh_token_pkey PRIMARY KEY (hash)
);

create table medmij_request (
  id uuid not null,
  hash bytea not null,
  client text not null,
  redirect_uri text not null,
  scope text not null,
  state text not null,
  provider text not null,
  services text[],
  kind text not null,
  correlation text not null,
  step text not null,
  closing text,
  patient text,
  long_term boolean not null default false,
  expires_at timestamp with time zone not null,
  constraint medmij_request_check CHECK (((patient IS NOT NULL) OR (step <> ALL (ARRAY['consent'::text, 'agreed'::text])))),
  constraint medmij_request_check1 CHECK (((closing IS NOT NULL) = (step = 'closed'::text))),
  constraint medmij_request_closing_check CHECK ((closing = ANY (ARRAY['cancelled'::text, 'nothing'::text]))),
  constraint medmij_request_kind_check CHECK ((kind = ANY (ARRAY['collect'::text, 'share'::text]))),
  constraint medmij_request_pkey PRIMARY KEY (id),
  constraint medmij_request_step_check CHECK ((step = ANY (ARRAY['landing'::text, 'consent'::text, 'closed'::text, 'agreed'::text])))
);

create table migration (
  id integer not null default nextval('migration_id_seq'::regclass),
  name character varying(255),
  batch integer,
  migration_time timestamp with time zone,
  constraint migration_pkey PRIMARY KEY (id)
);

create table migration_lock (
  index integer not null default nextval('migration_lock_index_seq'::regclass),
  is_locked integer,
  constraint migration_lock_pkey PRIMARY KEY (index)
);

create table pending_index_path (
  name text not null,
  constraint pending_index_path_pkey PRIMARY KEY (name)
);

create table reindex_chunk (
  first bigint not null,
  last bigint not null,
  constraint reindex_chunk_pkey PRIMARY KEY (first)
);

create table resource (
  rid bigint not null,
  patient bigint,
  updated timestamp with time zone not null,
  date_low timestamp with time zone,
  date_high timestamp with time zone,
  version integer not null,
  type smallint not null,
  date_zone smallint,
  deleted boolean not null,
  has_entries boolean not null,
  id text collate "C" not null,
  tokens bigint[] not null,
  has_contained boolean not null default false,
  constraint resource_pkey PRIMARY KEY (rid)
);

create table resource_type (
  number smallint not null,
  name text not null,
  constraint resource_type_name_key UNIQUE (name),
  constraint resource_type_pkey PRIMARY KEY (number)
);

create table search_entry (
  path bigint not null,
  rid bigint not null,
  patient bigint,
  target bigint,
  date_low timestamp with time zone,
  date_high timestamp with time zone,
  low double precision,
  high double precision,
  unit bigint,
  unit_low double precision,
  unit_high double precision,
  code_system bigint,
  date_zone smallint,
  text text collate "C",
  system text collate "C",
  repetition integer,
  unranked boolean
);

create table server_fact (
  name text not null,
  value text not null,
  constraint server_fact_pkey PRIMARY KEY (name)
);

create table version (
  rid bigint not null,
  patient bigint,
  updated timestamp with time zone not null,
  version integer not null,
  type smallint not null,
  method smallint not null,
  body json,
  constraint version_pkey PRIMARY KEY (rid, version)
);

CREATE INDEX auth_failure_expires_at_idx ON public.auth_failure USING btree (expires_at);

CREATE INDEX auth_grant_account_id_idx ON public.auth_grant USING btree (account_id);

CREATE INDEX auth_grant_client_id_idx ON public.auth_grant USING btree (client_id);

CREATE INDEX auth_grant_expires_at_idx ON public.auth_grant USING btree (expires_at);

CREATE UNIQUE INDEX auth_key_state_idx ON public.auth_key USING btree (state) WHERE (state <> 'retired'::text);

CREATE INDEX auth_launch_account_id_idx ON public.auth_launch USING btree (account_id);

CREATE INDEX auth_launch_client_id_idx ON public.auth_launch USING btree (client_id);

CREATE INDEX auth_launch_expires_at_idx ON public.auth_launch USING btree (expires_at);

CREATE INDEX auth_record_expires_at_idx ON public.auth_record USING btree (expires_at);

CREATE INDEX auth_record_grant_id_idx ON public.auth_record USING btree (grant_id);

CREATE INDEX auth_record_session_uid_idx ON public.auth_record USING btree (session_uid);

CREATE INDEX auth_session_account_id_idx ON public.auth_session USING btree (account_id);

CREATE INDEX auth_session_expires_at_idx ON public.auth_session USING btree (expires_at);

CREATE INDEX auth_token_account_id_idx ON public.auth_token USING btree (account_id);

CREATE INDEX auth_token_client_id_idx ON public.auth_token USING btree (client_id);

CREATE INDEX auth_token_expires_at_idx ON public.auth_token USING btree (expires_at);

CREATE INDEX auth_token_grant_id_idx ON public.auth_token USING btree (grant_id);

CREATE INDEX auth_token_medmij_consent ON public.auth_token USING btree (((payload ->> 'consent'::text))) WHERE (kind = 'medmij'::text);

CREATE INDEX auth_token_session_uid_idx ON public.auth_token USING btree (session_uid);

CREATE INDEX auth_used_expires_at_idx ON public.auth_used USING btree (expires_at);

CREATE INDEX hl7_action_message ON public.hl7_action USING btree (message, id) WHERE (message IS NOT NULL);

CREATE INDEX hl7_message_control ON public.hl7_message USING btree (control_id, feed) WHERE (control_id IS NOT NULL);

CREATE UNIQUE INDEX hl7_message_digest ON public.hl7_message USING btree (digest, feed);

CREATE INDEX hl7_message_notes ON public.hl7_message USING btree (id) WHERE ((outcome -> 'notes'::text) IS NOT NULL);

CREATE INDEX hl7_message_order_keys ON public.hl7_message USING gin (order_keys) WHERE (state = ANY (ARRAY[1, 3, 4]));

CREATE INDEX hl7_message_received ON public.hl7_message USING btree (received, id);

CREATE INDEX hl7_message_state ON public.hl7_message USING btree (state, id) WHERE (state <> 2);

CREATE INDEX hl7_outbox_dead ON public.hl7_outbox USING btree (destination, id) WHERE (state = 3);

CREATE UNIQUE INDEX hl7_outbox_forwarded ON public.hl7_outbox USING btree (source, destination, rule) WHERE (source ~~ 'message/%'::text);

CREATE INDEX hl7_outbox_queue ON public.hl7_outbox USING btree (destination, id) WHERE (state = 1);

CREATE INDEX hl7_outbox_settled ON public.hl7_outbox USING btree (settled) WHERE (state = ANY (ARRAY[2, 4]));

CREATE INDEX hl7_queue_open ON public.hl7_queue USING btree (message) WHERE (ready < 'infinity'::timestamp with time zone);

CREATE INDEX medmij_chain_event_at_idx ON public.medmij_chain_event USING btree (at);

CREATE INDEX medmij_code_consent_idx ON public.medmij_code USING btree (consent);

CREATE INDEX medmij_code_expires_at_idx ON public.medmij_code USING btree (expires_at);

CREATE INDEX medmij_consent_open ON public.medmij_consent USING btree (used_at) WHERE (ended_at IS NULL);

CREATE INDEX medmij_consent_patient_given_at_idx ON public.medmij_consent USING btree (patient, given_at);

CREATE INDEX medmij_consent_to_close ON public.medmij_consent USING btree (ended_at) WHERE ((ended_at IS NOT NULL) AND (NOT is_closed));

CREATE INDEX medmij_refresh_token_consent_idx ON public.medmij_refresh_token USING btree (consent);

CREATE INDEX medmij_refresh_token_expires_at_idx ON public.medmij_refresh_token USING btree (expires_at);

CREATE INDEX medmij_request_expires_at_idx ON public.medmij_request USING btree (expires_at);

CREATE INDEX resource_date ON public.resource USING btree (type, date_low, rid);

CREATE UNIQUE INDEX resource_id ON public.resource USING btree (type, id);

CREATE INDEX resource_patient_date ON public.resource USING btree (patient, type, date_low, rid) WHERE (patient IS NOT NULL);

CREATE INDEX resource_tokens ON public.resource USING gin (tokens);

CREATE INDEX resource_updated ON public.resource USING btree (type, updated, rid);

CREATE INDEX search_entry_date_high ON public.search_entry USING btree (path, date_high, rid) WHERE (date_low IS NOT NULL);

CREATE INDEX search_entry_date_low ON public.search_entry USING btree (path, date_low, rid) WHERE (date_low IS NOT NULL);

CREATE INDEX search_entry_low ON public.search_entry USING btree (path, low, rid) WHERE (low IS NOT NULL);

CREATE INDEX search_entry_rid ON public.search_entry USING btree (rid, path);

CREATE INDEX search_entry_target ON public.search_entry USING btree (target, path, rid) WHERE (target IS NOT NULL);

CREATE INDEX search_entry_text ON public.search_entry USING btree (path, text, rid) WHERE (text IS NOT NULL);

CREATE INDEX search_entry_unit ON public.search_entry USING btree (path, unit, unit_low, rid) WHERE (unit IS NOT NULL);

CREATE INDEX version_updated ON public.version USING btree (type, updated, rid, version);

CREATE OR REPLACE FUNCTION public.announce_client()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('vuurtoren_auth', 'client ' || old.id);
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.announce_conformance()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('vuurtoren_conformance', '');
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.announce_keys()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('vuurtoren_auth', 'keys');
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.announce_search_parameter()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('vuurtoren_search_parameter', '');
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.announce_token_gone()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (select count(*) from gone where expires_at > now()) > 100 then
    perform pg_notify('vuurtoren_auth', 'all');
  else
    perform pg_notify('vuurtoren_auth', 'token ' || encode(hash, 'hex')) from gone where expires_at > now();
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.capture_hl7_message()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into hl7_change (message, moment, origin) values (new.id, tg_argv[0]::smallint, new.feed);
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.capture_hl7_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into hl7_change (rid, version, origin)
    values (new.rid, new.version, nullif(current_setting('vuurtoren.origin', true), ''));
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.configure_hl7_capture(types smallint[], on_receipt boolean, on_processing boolean)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION public.ensure_written(written bigint, wanted bigint)
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
begin
  if written <> wanted then
    raise exception using errcode = 'VT409', message = 'a resource was changed by someone else';
  end if;
  return written;
end
$function$;

CREATE TRIGGER client_changed AFTER DELETE OR UPDATE ON public.auth_client FOR EACH ROW EXECUTE FUNCTION announce_client();

CREATE TRIGGER keys_changed AFTER INSERT OR DELETE OR UPDATE ON public.auth_key FOR EACH STATEMENT EXECUTE FUNCTION announce_keys();

CREATE TRIGGER token_gone AFTER DELETE ON public.auth_token REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION announce_token_gone();

CREATE TRIGGER search_parameter_indexed AFTER INSERT OR DELETE OR UPDATE ON public.indexed_search_parameter FOR EACH STATEMENT EXECUTE FUNCTION announce_search_parameter();

CREATE TRIGGER index_path_pending AFTER INSERT OR DELETE ON public.pending_index_path FOR EACH STATEMENT EXECUTE FUNCTION announce_search_parameter();

CREATE TRIGGER conformance_changed AFTER INSERT OR UPDATE ON public.resource FOR EACH ROW WHEN (((new.type = ANY (ARRAY[22, 128, 144])) AND (new.version > 0))) EXECUTE FUNCTION announce_conformance();

CREATE TRIGGER search_parameter_changed AFTER INSERT OR UPDATE ON public.resource FOR EACH ROW WHEN (((new.type = 123) AND (new.version > 0))) EXECUTE FUNCTION announce_search_parameter();

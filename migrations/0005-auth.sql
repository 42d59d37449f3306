-- The authorization server: clients, people, what was granted to whom, and the tokens that came of
-- it. Of tokens, codes, cookies and other secrets only SHA-256 hashes are kept (columns named hash).

create table auth_client (
  id            text primary key,
  name          text not null,
  type          text not null check (type in
                  ('public', 'confidential-symmetric', 'confidential-asymmetric', 'backend', 'internal')),
  secret_hash   bytea,
  -- compared character by character
  redirect_uris text[] not null default '{}',
  -- web origins besides those of the redirect URIs
  origins       text[] not null default '{}',
  launch_uri    text,
  -- the scopes that it may have at most
  scope         text not null,
  jwks          jsonb,
  jwks_uri      text,
  -- seconds; null for the server's own
  access_token_seconds  integer check (access_token_seconds > 0),
  refresh_token_seconds integer check (refresh_token_seconds > 0),
  -- FHIR requests a minute; null for no limit
  rate_limit    integer check (rate_limit > 0),
  -- addresses in CIDR form that it may come from; empty for all
  ip_ranges     text[] not null default '{}',
  -- the operator has agreed in the users' place
  skips_consent boolean not null default false,
  -- may ask about tokens of other clients
  introspects   boolean not null default false,
  enabled       boolean not null default true,
  created_at    timestamptz not null default now()
);

create table auth_account (
  -- "sub" in id tokens
  id            uuid primary key default gen_random_uuid(),
  -- local, or the name of an identity provider
  source        text not null,
  -- user name, or what the identity provider calls the person; local ones in lower case
  external_id   text not null,
  password_hash text,
  name          text not null,
  role          text not null check (role in ('patient', 'practitioner', 'admin')),
  -- the resource that stands for the person
  fhir_type     text,
  fhir_id       text,
  enabled       boolean not null default true,
  created_at    timestamptz not null default now(),
  unique (source, external_id),
  check ((fhir_type is null) = (fhir_id is null))
);

create table auth_grant (
  id         text primary key,
  client_id  text not null references auth_client on delete cascade,
  account_id uuid not null references auth_account on delete cascade,
  payload    jsonb not null,
  -- what was chosen at launch, as in the token response
  context    jsonb not null default '{}',
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index on auth_grant (account_id);
create index on auth_grant (client_id);
create index on auth_grant (expires_at);

-- Sign-ins of browsers. The cookie's value changes; uid stays.
create table auth_session (
  uid        text primary key,
  hash       bytea unique,
  account_id uuid references auth_account on delete cascade,
  payload    jsonb not null,
  expires_at timestamptz not null
);
create index on auth_session (account_id);
create index on auth_session (expires_at);

-- Access tokens.
create table auth_token (
  hash        bytea primary key,
  -- the way it came about, and so what it means: app, …
  kind        text not null,
  -- null for one of the operator
  client_id   text references auth_client on delete cascade,
  account_id  uuid references auth_account on delete cascade,
  grant_id    text references auth_grant on delete cascade,
  -- ends with this session
  session_uid text,
  payload     jsonb not null,
  expires_at  timestamptz not null
);
create index on auth_token (client_id);
create index on auth_token (account_id);
create index on auth_token (grant_id);
create index on auth_token (session_uid);
create index on auth_token (expires_at);

-- Codes, refresh tokens, requests under way: what the protocol keeps for a while.
create table auth_record (
  model       text not null,
  hash        bytea not null,
  grant_id    text references auth_grant on delete cascade,
  session_uid text,
  payload     jsonb not null,
  consumed_at timestamptz,
  expires_at  timestamptz not null,
  primary key (model, hash)
);
create index on auth_record (grant_id);
create index on auth_record (session_uid);
create index on auth_record (expires_at);

-- What may be seen once only: identifiers of client assertions and of sign-ins elsewhere.
create table auth_used (
  hash       bytea primary key,
  expires_at timestamptz not null
);
create index on auth_used (expires_at);

-- Launches from an EHR that wait for their app.
create table auth_launch (
  hash       bytea primary key,
  client_id  text not null references auth_client on delete cascade,
  -- who must sign in; null for anyone
  account_id uuid references auth_account on delete cascade,
  context    jsonb not null,
  expires_at timestamptz not null
);
create index on auth_launch (client_id);
create index on auth_launch (account_id);
create index on auth_launch (expires_at);

-- Failed sign-ins, by hash of what is being tried.
create table auth_failure (
  hash          bytea primary key,
  count         integer not null,
  blocked_until timestamptz not null,
  expires_at    timestamptz not null
);
create index on auth_failure (expires_at);

-- Keys that id tokens are signed with, sealed. The next one is published before it is used.
create table auth_key (
  kid        text primary key,
  state      text not null check (state in ('next', 'current', 'retired')),
  sealed     text not null,
  created_at timestamptz not null default now(),
  retired_at timestamptz
);
create unique index on auth_key (state) where state <> 'retired';

-- Every process remembers for a while which tokens are good, and hears here when one no longer is.
create function announce_token_gone() returns trigger
language plpgsql as $$
begin
  if (select count(*) from gone where expires_at > now()) > 100 then
    perform pg_notify('vuurtoren_auth', 'all');
  else
    perform pg_notify('vuurtoren_auth', 'token ' || encode(hash, 'hex')) from gone where expires_at > now();
  end if;
  return null;
end
$$;
create trigger token_gone after delete on auth_token
  referencing old table as gone for each statement execute function announce_token_gone();

create function announce_client() returns trigger
language plpgsql as $$
begin
  perform pg_notify('vuurtoren_auth', 'client ' || old.id);
  return null;
end
$$;
create trigger client_changed after update or delete on auth_client
  for each row execute function announce_client();

create function announce_keys() returns trigger
language plpgsql as $$
begin
  perform pg_notify('vuurtoren_auth', 'keys');
  return null;
end
$$;
create trigger keys_changed after insert or update or delete on auth_key
  for each statement execute function announce_keys();

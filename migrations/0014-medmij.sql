-- The MedMij authorization server: requests under way, what people agreed to, and the chain log. Of
-- cookies, codes and tokens only SHA-256 hashes are kept (columns named hash); of people nothing but
-- the logical id of their Patient. See docs/decisions/0052-medmij-authorization.md.

-- Authorization requests that a person is busy with.
create table medmij_request (
  -- in URLs, and the session id of the chain log; the cookie says whose browser it is
  id          uuid primary key,
  hash        bytea not null,
  client      text not null,
  redirect_uri text not null,
  -- as asked
  scope       text not null,
  state       text not null,
  provider    text not null,
  -- ids of gegevensdiensten that the scope named; null for all that the provider has for collecting
  services    text[],
  kind        text not null check (kind in ('collect', 'share')),
  -- X-Correlation-ID
  correlation text not null,
  step        text not null check (step in ('landing', 'consent', 'closed', 'agreed')),
  -- which closing screen: why is kept nowhere else
  closing     text check (closing in ('cancelled', 'nothing')),
  patient     text,
  long_term   boolean not null default false,
  expires_at  timestamptz not null,
  check (patient is not null or step not in ('consent', 'agreed')),
  check ((closing is not null) = (step = 'closed'))
);
create index on medmij_request (expires_at);

-- What a person agreed to. The FHIR resource Consent/id says the same to people and systems.
create table medmij_consent (
  id          text primary key,
  patient     text not null,
  client      text not null,
  -- the client's name as the person saw it
  client_name text not null,
  provider    text not null,
  kind        text not null check (kind in ('collect', 'share')),
  -- ids of gegevensdiensten; null for all that the provider has for collecting
  services    text[],
  scope       text not null,
  -- for an indefinite time, but it lapses without use
  long_term   boolean not null,
  given_at    timestamptz not null default now(),
  -- when a token was last issued
  used_at     timestamptz not null default now(),
  ended_at    timestamptz,
  end_reason  text check (end_reason in ('withdrawn', 'revoked', 'lapsed', 'reused')),
  -- whether the Consent says that it has ended
  is_closed   boolean not null default false,
  check ((ended_at is null) = (end_reason is null))
);
create index on medmij_consent (patient, given_at);
-- For lapsing, and for closing the Consents of those that ended.
create index medmij_consent_open on medmij_consent (used_at) where ended_at is null;
create index medmij_consent_to_close on medmij_consent (ended_at) where ended_at is not null and not is_closed;

create table medmij_code (
  hash         bytea primary key,
  consent      text not null references medmij_consent on delete cascade,
  client       text not null,
  redirect_uri text not null,
  correlation  text not null,
  -- also a presentation that failed uses it up; the row stays to notice a second one
  presented_at timestamptz,
  expires_at   timestamptz not null
);
create index on medmij_code (consent);
create index on medmij_code (expires_at);

create table medmij_refresh_token (
  hash       bytea primary key,
  consent    text not null references medmij_consent on delete cascade,
  -- it was exchanged for the next one; a second use ends the consent
  used_at    timestamptz,
  expires_at timestamptz not null
);
create index on medmij_refresh_token (consent);
create index on medmij_refresh_token (expires_at);

-- Access tokens that end with a consent.
create index auth_token_medmij_consent on auth_token ((payload ->> 'consent')) where kind = 'medmij';

-- What happened in the chain of PGO and provider, without anything about the person. Rows are never changed.
create table medmij_chain_event (
  id         bigint generated always as identity primary key,
  at         timestamptz not null,
  event      text not null,
  -- X-Correlation-ID
  trace_id   text,
  -- of the authorization request
  session_id text,
  -- MedMij-Request-ID
  request_id text,
  sender     text,
  receiver   text,
  -- an OAuth error, an HTTP status, the name of a provider: all that the event has besides
  details    jsonb
);
create index on medmij_chain_event (at);

-- Clients that registered themselves (https://www.rfc-editor.org/rfc/rfc7591), and the SHA-256 of what
-- each manages its registration with (https://www.rfc-editor.org/rfc/rfc7592).

create table auth_registration (
  client_id  text primary key references auth_client on delete cascade,
  token_hash bytea not null,
  created_at timestamptz not null default now()
);

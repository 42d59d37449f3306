-- The last good copy of each list of MedMij (Whitelist, OAuth client list, names of gegevensdiensten,
-- providers), shared by all processes. See docs/medmij-lists.md.

create table medmij_list (
  list         text primary key check (list in ('whl', 'ocl', 'gnl', 'zal')),
  -- where it comes from; a list from elsewhere is another list, whose numbers begin anew
  source       text not null,
  -- Volgnummer and Tijdstempel; null until a list was loaded
  sequence     bigint,
  issued       timestamptz,
  -- SHA-256 of the content
  digest       bytea,
  content      bytea,
  etag         text,
  -- when this content came, and when the source last said that it is the list of the moment
  loaded_at    timestamptz,
  confirmed_at timestamptz,
  -- when somebody should look again; who looks sets it ahead, so that nobody else does
  due_at       timestamptz not null default now(),
  -- why the last attempt failed; null when it did not
  failure      text,
  failed_at    timestamptz,
  check (num_nulls(sequence, issued, digest, content, loaded_at, confirmed_at) in (0, 6))
);

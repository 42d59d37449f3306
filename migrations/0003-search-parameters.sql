-- Which search parameters may be used. A parameter that comes to a database with resources in it
-- is searched only when those have been indexed for it: `vuurtoren reindex`.

-- Index paths of this version's own definitions that resources in the database lack.
create table pending_index_path (
  name text primary key
);

-- SearchParameters stored as resources, when everything is indexed for them.
create table indexed_search_parameter (
  url         text primary key,
  -- digest of what it says; another digest makes it another parameter
  fingerprint text not null
);

-- What is left of a reindexing: ranges of rids.
create table reindex_chunk (
  first bigint primary key,
  last  bigint not null
);

-- Every process has the parameters in memory, and hears of it when one changes.
create function announce_search_parameter() returns trigger
language plpgsql as $$
begin
  perform pg_notify('vuurtoren_search_parameter', '');
  return null;
end
$$;
create trigger search_parameter_changed after insert or update on resource
  for each row when (new.type = 123 and new.version > 0)
  execute function announce_search_parameter();
create trigger search_parameter_indexed after insert or update or delete on indexed_search_parameter
  for each statement execute function announce_search_parameter();
create trigger index_path_pending after insert or delete on pending_index_path
  for each statement execute function announce_search_parameter();

-- Searches are led by the rarest of what they ask for, so it must be known what is common.
alter table resource alter column tokens set statistics 500;
alter table resource alter column type set statistics 200;
alter table search_entry alter column path set statistics 1000;

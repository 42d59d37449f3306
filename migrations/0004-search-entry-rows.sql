-- Rows of search_entry with more to them than a value under a path.

alter table search_entry
  -- values of one repetition of a composite's element have the same number
  add column repetition integer,
  -- true for what a resource is found by but not ordered by: a surname with its prefix, the name of a unit
  add column unranked boolean;

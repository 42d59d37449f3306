-- Contained resources have rows in resource and search_entry (docs/decisions/0009-contained-resources.md):
-- of their type's number plus 256, and of their container's version. Whether a resource contains any,
-- so that a write of one without need not look for what the former version contained.
alter table resource add column has_contained boolean not null default false;

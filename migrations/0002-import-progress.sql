-- How far an import came: one row for each item that is in, written in the same transaction as the
-- item itself, so that an import which was interrupted goes on without doing anything twice.
create table import_item (
  import text not null,
  item   text not null,
  primary key (import, item)
);

-- StructureDefinitions, ValueSets and CodeSystems that are stored take effect in every process, which
-- has them in memory and hears of it when one changes.
create function announce_conformance() returns trigger
language plpgsql as $$
begin
  perform pg_notify('vuurtoren_conformance', '');
  return null;
end
$$;
-- 22 CodeSystem, 128 StructureDefinition, 144 ValueSet
create trigger conformance_changed after insert or update on resource
  for each row when (new.type in (22, 128, 144) and new.version > 0)
  execute function announce_conformance();

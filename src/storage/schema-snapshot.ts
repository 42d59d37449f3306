/**
 * The schema of a database as text: `migrations/schema.snapshot.sql`, where a reader finds in one
 * place what the migrations add up to. Written from the catalogs, since the embedded PostgreSQL
 * comes without pg_dump; the same for every PostgreSQL from 15 on.
 */
import pg from 'pg';

const HEADER = `-- What the migrations add up to. Made by \`npm run schema\`; it is not run by anything.
-- Rows that migrations insert are not shown.
`;

/** One kind of thing: a statement whose rows are \`text\`, in a stable order. */
const SECTIONS: readonly string[] = [
  `select format('create sequence %I as %s;', sequencename, data_type) as text
   from pg_sequences where schemaname = 'public' order by sequencename`,

  `select format(E'create table %I (\\n%s\\n);', c.relname, string_agg(line, E',\\n' order by place, line)) as text
   from pg_class c
   cross join lateral (
     select a.attnum as place, format('  %I %s', a.attname, format_type(a.atttypid, a.atttypmod))
       || case when a.attcollation <> t.typcollation then format(' collate %I', l.collname) else '' end
       || case when a.attnotnull then ' not null' else '' end
       || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
     from pg_attribute a
     join pg_type t on t.oid = a.atttypid
     left join pg_collation l on l.oid = a.attcollation
     left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     union all
     -- From PostgreSQL 18 on "not null" is a constraint as well.
     select 10000, format('  constraint %I %s', k.conname, pg_get_constraintdef(k.oid))
     from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n'
   ) lines
   where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
   group by c.relname order by c.relname`,

  `select pg_get_indexdef(i.indexrelid) || ';' as text
   from pg_index i join pg_class c on c.oid = i.indexrelid
   where c.relnamespace = 'public'::regnamespace
     and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
   order by c.relname`,

  `select format('create view %I as%s', c.relname, E'\\n' || pg_get_viewdef(c.oid)) as text
   from pg_class c
   where c.relkind in ('v', 'm') and c.relnamespace = 'public'::regnamespace
   order by c.relname`,

  `select rtrim(pg_get_functiondef(p.oid), E'\\n') || ';' as text
   from pg_proc p where p.pronamespace = 'public'::regnamespace
   order by p.proname, pg_get_function_identity_arguments(p.oid)`,

  `select pg_get_triggerdef(t.oid) || ';' as text
   from pg_trigger t join pg_class c on c.oid = t.tgrelid
   where not t.tgisinternal and c.relnamespace = 'public'::regnamespace
   order by c.relname, t.tgname`,
];

/** The text for the database at this URL. */
export async function schemaSnapshot(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const parts: string[] = [HEADER];
    for (const section of SECTIONS) {
      const { rows } = await client.query<{ text: string }>(section);
      parts.push(...rows.map(({ text }) => `${text}\n`));
    }
    return parts.join('\n');
  } finally {
    await client.end();
  }
}

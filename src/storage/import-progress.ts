/** How far imports came: `import_item`. */
import { textArray } from './arrays.js';
import type { Session } from './database.js';

/** How many items of an import are in. */
export async function countImported(session: Session, name: string): Promise<number> {
  const [row] = await session.query<{ count: number }>({
    name: 'count-imported',
    text: 'select count(*) from import_item where import = $1',
    values: [name],
  });
  return row?.count ?? 0;
}

/** Those of these items that are in. */
export async function importedAmong(
  session: Session,
  name: string,
  items: readonly string[],
): Promise<Set<string>> {
  const rows = await session.query<{ item: string }>({
    name: 'imported-among',
    text: 'select item from import_item where import = $1 and item = any($2::text[])',
    values: [name, textArray(items)],
  });
  return new Set(rows.map(({ item }) => item));
}

export async function markImported(
  session: Session,
  name: string,
  items: readonly string[],
): Promise<void> {
  await session.query({
    name: 'mark-imported',
    text: `insert into import_item (import, item)
      select $1, item from unnest($2::text[]) as i(item) on conflict do nothing`,
    values: [name, textArray(items)],
  });
}

export async function forgetImport(session: Session, name: string): Promise<void> {
  await session.query({
    name: 'forget-import',
    text: 'delete from import_item where import = $1',
    values: [name],
  });
}

/** How far imports came: `import_item`. */
import type { Session } from './database.js';

export async function importedItems(session: Session, name: string): Promise<Set<string>> {
  const rows = await session.query<{ item: string }>({
    name: 'imported-items',
    text: 'select item from import_item where import = $1',
    values: [name],
  });
  return new Set(rows.map(({ item }) => item));
}

export async function markImported(session: Session, name: string, item: string): Promise<void> {
  await session.query({
    name: 'mark-imported',
    text: 'insert into import_item (import, item) values ($1, $2) on conflict do nothing',
    values: [name, item],
  });
}

export async function forgetImport(session: Session, name: string): Promise<void> {
  await session.query({
    name: 'forget-import',
    text: 'delete from import_item where import = $1',
    values: [name],
  });
}

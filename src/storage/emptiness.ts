import pg from 'pg';

/** True when no resource was ever stored. */
export async function isEmptyDatabase(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, application_name: 'vuurtoren' });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from version limit 1');
    return rowCount === 0;
  } finally {
    await client.end();
  }
}

// A service without a user: walks through all resources of some types and counts them.
//   CLIENT_ID=… node examples/backend-service/count.mjs [TYPE …]
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'fhir-kit-client';
import { createTokenSource } from './access-token.mjs';

const {
  FHIR_BASE = 'http://127.0.0.1:8080/fhir',
  CLIENT_ID,
  PRIVATE_KEY = fileURLToPath(new URL('keys/private.json', import.meta.url)),
  PAGE_SIZE = '100',
} = process.env;
const types = process.argv.length > 2 ? process.argv.slice(2) : ['Patient', 'Observation'];

try {
  await main();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

async function main() {
  if (!CLIENT_ID) throw new Error('CLIENT_ID is not set: see README.md.');
  const tokens = createTokenSource({
    fhirBase: FHIR_BASE,
    clientId: CLIENT_ID,
    privateJwk: JSON.parse(await readFile(PRIVATE_KEY, 'utf8')),
    scope: types.map((type) => `system/${type}.rs`).join(' '),
  });
  const client = new Client({ baseUrl: FHIR_BASE });
  for (const type of types) {
    const { resources, pages } = await count(client, tokens, type);
    console.log(`${type}: ${resources} in ${pages} ${pages === 1 ? 'page' : 'pages'}`);
  }
}

/** By the pages, not by `_total`: that is what a service does that works with the resources. */
async function count(client, tokens, resourceType) {
  let resources = 0;
  let pages = 0;
  let bundle = await withToken(client, tokens, () =>
    client.search({ resourceType, searchParams: { _count: PAGE_SIZE } }),
  );
  while (bundle !== undefined) {
    const page = bundle;
    pages += 1;
    resources += (page.entry ?? []).filter(({ search }) => search.mode === 'match').length;
    refuseForeignLink(page);
    bundle = await withToken(client, tokens, () => client.nextPage({ bundle: page }));
  }
  return { resources, pages };
}

/** Once more with another token when the server refuses this one: it may have been revoked. */
async function withToken(client, tokens, request) {
  client.bearerToken = await tokens.get();
  try {
    return await request();
  } catch (error) {
    if (error.response?.status !== 401) throw error;
    tokens.drop();
    client.bearerToken = await tokens.get();
    return request();
  }
}

/** The token goes along with the request for the next page, and is for this server only. */
function refuseForeignLink({ link = [] }) {
  const next = link.find(({ relation }) => relation === 'next');
  if (next !== undefined && new URL(next.url).origin !== new URL(FHIR_BASE).origin) {
    throw new Error('The next page is on another server.');
  }
}

/** What the server said, if it said something. */
function explain(error) {
  const issues = error.response?.data?.issue ?? [];
  const said = issues
    .map(({ diagnostics }) => diagnostics)
    .filter(Boolean)
    .join(' ');
  return said === '' ? error.message : `${error.message}: ${said}`;
}

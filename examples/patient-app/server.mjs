// Serves the app: its files in `public/`, and beside them the two libraries as they are installed.
// They are ES modules that browsers can load, so there is nothing to bundle.
//   PORT=8090 FHIR_BASE=… CLIENT_ID=… node examples/patient-app/server.mjs
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const {
  PORT = '8090',
  FHIR_BASE = 'http://127.0.0.1:8080/fhir',
  CLIENT_ID = 'demo-app',
} = process.env;

const PUBLIC = fileURLToPath(new URL('public/', import.meta.url));
const FOLDERS = [
  ['/modules/fhir-kit-client/', folderOf('fhir-kit-client')],
  ['/modules/jose/', folderOf('jose')],
  ['/', PUBLIC],
];
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};
const SAFE_PATH = /^(?:\/[a-z0-9_-]+)*\/(?:[a-z0-9_-]+\.(?:css|html|js))?$/i;

const headers = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': await contentSecurityPolicy(),
  // The URL of the app holds the authorization code for a moment.
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

const server = createServer((request, response) => {
  answer(request).then(
    ({ status, type, body }) => {
      response.writeHead(status, { ...headers, 'Content-Type': type });
      response.end(request.method === 'HEAD' ? undefined : body);
    },
    () => {
      response.writeHead(500, headers).end();
    },
  );
});
server.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`ready: http://127.0.0.1:${server.address().port}/`);
});

async function answer({ method, url }) {
  const { pathname } = new URL(url, 'http://localhost');
  if (method !== 'GET' && method !== 'HEAD') return problem(405);
  if (pathname === '/config.json') {
    const config = { fhirBase: FHIR_BASE, clientId: CLIENT_ID };
    return { status: 200, type: 'application/json', body: JSON.stringify(config) };
  }
  const [prefix, folder] = FOLDERS.find(([start]) => pathname.startsWith(start)) ?? [];
  if (folder === undefined || !SAFE_PATH.test(pathname)) return problem(404);
  const file = path.join(folder, pathname.slice(prefix.length) || 'index.html');
  try {
    return { status: 200, type: TYPES[path.extname(file)], body: await readFile(file) };
  } catch {
    return problem(404);
  }
}

function problem(status) {
  return { status, type: 'text/plain; charset=utf-8', body: `${status}\n` };
}

/** Where the modules of a package are. */
function folderOf(name) {
  return path.dirname(fileURLToPath(import.meta.resolve(name)));
}

/** Scripts of our own and the import map run, and only our server and the FHIR server are spoken to. */
async function contentSecurityPolicy() {
  const page = await readFile(path.join(PUBLIC, 'index.html'), 'utf8');
  const [, map = ''] = /<script type="importmap">([^]*?)<\/script>/.exec(page) ?? [];
  const hash = createHash('sha256').update(map).digest('base64');
  return [
    "default-src 'none'",
    `script-src 'self' 'sha256-${hash}'`,
    "style-src 'self'",
    `connect-src 'self' ${new URL(FHIR_BASE).origin}`,
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

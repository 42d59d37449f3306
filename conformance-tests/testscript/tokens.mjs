/** Published tokens are fixed strings, each bound to a patient; a server has its own. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { UsageError } from '../lib/options.mjs';
import { readJson } from './suites.mjs';

const run = promisify(execFile);
const TIMEOUT = 60_000;

/**
 * @param {{file?: string, command?: string, base: string, env?: object}} options the file with the published
 *   tokens: `[{ accessToken, patientResourceId, token? }]`; the command that prints the server's token
 *   for `{patient}`
 * @returns {(request: object) => Promise<object>} the request with the server's token
 * @throws {UsageError} when the file isn't as it should be
 */
export function tokenMapper({ file, command, base, env }) {
  const entries = file === undefined ? [] : (readJson(file) ?? []);
  if (!Array.isArray(entries)) throw new UsageError(`--tokens: ${file} is not a list of tokens.`);
  const byToken = new Map(entries.map((entry) => [bare(entry.accessToken), entry]));
  const issued = new Map();
  const origin = new URL(base).origin;

  const tokenOf = ({ patientResourceId: patient, token }) => {
    if (token !== undefined) return Promise.resolve(bare(token));
    if (command === undefined) return Promise.resolve(undefined);
    if (!issued.has(patient)) issued.set(patient, issueToken(command, patient, env));
    return issued.get(patient);
  };

  return async (request) => {
    // A script may lead to another server, which has no business with this server's tokens.
    if (new URL(request.url).origin !== origin) return request;
    const place = request.headers.findIndex(([name]) => name.toLowerCase() === 'authorization');
    const entry = place === -1 ? undefined : byToken.get(bare(request.headers[place][1]));
    const token = entry === undefined ? undefined : await tokenOf(entry);
    if (token === undefined) return request;
    const headers = request.headers.with(place, ['Authorization', `Bearer ${token}`]);
    return { ...request, headers };
  };
}

function bare(token = '') {
  return token.replace(/^Bearer\s+/i, '').trim();
}

/** Without a shell: what is filled in stays one argument. */
async function issueToken(command, patient, env) {
  const [program, ...args] = words(command).map((word) => word.replaceAll('{patient}', patient));
  const { stdout } = await run(program, args, { timeout: TIMEOUT, env });
  const token = /^\S+$/.exec(stdout.trim().split('\n').at(-1)?.trim() ?? '')?.[0];
  if (token === undefined)
    throw new Error('The token command does not end with a token on its last line.');
  return token;
}

/** Words apart from each other by spaces, except in quotes. */
function words(command) {
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain,
  );
}

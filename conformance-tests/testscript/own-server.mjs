/** `--start`: the server of this checkout, with an empty database for each suite. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const LAUNCH = fileURLToPath(new URL('../../src/cli/launch.mjs', import.meta.url));

/**
 * Starts the server, lets `run` work with it, and removes it with its data.
 *
 * @param {object} suite asks for tokens when a script of it sends one; if not, the server asks for none
 * @param {Record<string, string>} settings of the server, besides those that this needs
 * @param {(options: {base: string, operatorToken?: string, tokenCommand?: string, env: object}) =>
 *   Promise<object>} run
 * @returns {Promise<object>} what `run` gives
 * @throws when the server doesn't start
 */
export async function withOwnServer(suite, settings, run) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'conformance-'));
  const withTokens = suite.scripts.some(sendsToken);
  const own = { DATA_DIR: folder, DEMO: 'off', MLLP_PORT: 'off', PORT: '0', WORKERS: '1' };
  const env = { ...process.env, ...own, AUTH: withTokens ? 'smart' : 'off', ...settings };
  const child = spawn(process.execPath, [LAUNCH, 'start'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const base = await ready(child);
    if (!withTokens) return await run({ base, env });
    const operatorToken = command(['token', '--admin'], env);
    const tokenCommand = `"${process.execPath}" "${LAUNCH}" token --medmij --patient {patient}`;
    return await run({ base, operatorToken, tokenCommand, env });
  } finally {
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  }
}

function sendsToken({ resource: { setup, test = [], teardown } }) {
  return [setup, ...test, teardown]
    .flatMap((phase) => phase?.action ?? [])
    .flatMap(({ operation }) => operation?.requestHeader ?? [])
    .some(({ field }) => field.toLowerCase() === 'authorization');
}

/** The base URL, when the server says that it is ready. */
async function ready(child) {
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const base = /^ready: (.*)$/.exec(line)?.[1];
    if (base === undefined) continue;
    child.stdout.resume();
    return base;
  }
  throw new Error(`The server did not start: ${errors}`);
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

/** What the command line of the server prints last. */
function command(args, env) {
  const output = execFileSync(process.execPath, [LAUNCH, ...args], { env, encoding: 'utf8' });
  return output.trim().split('\n').at(-1).trim();
}

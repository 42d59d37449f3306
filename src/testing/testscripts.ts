/**
 * Suites of TestScripts (`../shared/testscripts`), each run by the runner in `conformance-tests/`
 * against a server with an empty database.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../config/process.js';

const SCRIPTS = fileURLToPath(new URL('../../../shared/testscripts/', import.meta.url));
const RUNNER = path.join(ROOT, 'conformance-tests/run.mjs');
const KNOWN = path.join(ROOT, 'conformance-tests/nictiz-known-issues.json');

/** True when the scripts are there; says so when they are not. */
export function hasScripts(): boolean {
  const present = existsSync(SCRIPTS);
  if (!present) process.stderr.write('Skipping tests of ../shared/testscripts, which is absent.\n');
  return present;
}

export interface ScriptResult {
  readonly id: string;
  readonly role: string;
  /** `known`: fails as is known; `fixed`: passes although it is known to fail. */
  readonly result: 'pass' | 'fail' | 'known' | 'fixed';
}

export interface SuiteReport {
  /** What the suite says of itself. */
  readonly about: { readonly scripts: number; readonly load: number };
  readonly load: {
    readonly loaded: number;
    readonly refused: readonly { file: string; reason: string; known?: string }[];
  };
  readonly scripts: readonly ScriptResult[];
}

/** A published token, and the patient that it stands for. */
interface PublishedToken {
  readonly accessToken: string;
  readonly patientResourceId: string;
  readonly suites: readonly string[];
}

/** Where a suite is run. */
export interface UnderTest {
  readonly base: string;
  /** Bearer token for loading; none on a server that asks for none. */
  readonly operator?: string;
  /** Gives the server's token for a patient, in the place of the published one. */
  readonly tokenFor?: (patient: string) => Promise<string>;
}

/** @returns what came of one suite, and all that the runner said, for a failing test to show */
export async function runSuite(
  name: string,
  { base, operator, tokenFor }: UnderTest,
): Promise<{ report: SuiteReport; output: string }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'testscripts-'));
  const report = path.join(folder, 'report.json');
  const args = ['--base', base, '--testscripts', path.join(SCRIPTS, name), '--load'];
  args.push('--known', KNOWN, '--json', report);
  if (operator !== undefined) args.push('--operator-token', operator);
  if (tokenFor !== undefined) {
    const tokens = path.join(folder, 'tokens.json');
    writeFileSync(tokens, JSON.stringify(await ownTokens(name, tokenFor)));
    args.push('--tokens', tokens);
  }
  try {
    const output = await run(args);
    const { suites } = JSON.parse(readFileSync(report, 'utf8')) as { suites: SuiteReport[] };
    return { report: suites[0]!, output };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function ownTokens(
  suite: string,
  tokenFor: (patient: string) => Promise<string>,
): Promise<unknown[]> {
  const text = readFileSync(path.join(SCRIPTS, 'tokens.json'), 'utf8');
  const published = JSON.parse(text) as PublishedToken[];
  return Promise.all(
    published
      .filter(({ suites }) => suites.includes(suite))
      .map(async (one) => ({ ...one, token: await tokenFor(one.patientResourceId) })),
  );
}

async function run(args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [RUNNER, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return output + errors;
}

/** Runs a script of `examples/`, as its README says. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { processEnvironment, ROOT } from '../../config/process.js';

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** @param script below `examples/` */
export async function runExample(
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const child = spawn(process.execPath, [path.join(ROOT, 'examples', script), ...args], {
    env: { ...processEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, error, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, out, error };
}

/** A module of an example, which has no types. */
export async function importExample<Module>(script: string): Promise<Module> {
  return (await import(pathToFileURL(path.join(ROOT, 'examples', script)).href)) as Module;
}

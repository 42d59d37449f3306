/** The file that ACCESS_POLICIES names. */
import { readFileSync } from 'node:fs';
import type { AccessPolicy } from '../access/policies.js';
import { policiesFrom } from '../auth/administration/policies.js';

/** @throws Error that says what is wrong with the file */
export function readPolicies(file: string): readonly AccessPolicy[] {
  return policiesFrom(parsed(file));
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new Error(
      code === undefined ? 'the file is not JSON' : `the file can't be read: ${code}`,
    );
  }
}

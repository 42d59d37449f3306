/** The file that ACCESS_POLICIES names. */
import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject } from 'ajv';
import { DEFAULT_POLICIES, POLICIES_SCHEMA, type AccessPolicy } from '../access/policies.js';

/**
 * @param file undefined: the policies that the server has by itself
 * @throws Error that says what is wrong with the file
 */
export function readPolicies(file: string | undefined): readonly AccessPolicy[] {
  if (file === undefined) return DEFAULT_POLICIES;
  const policies = parsed(file);
  const validate = new Ajv({ allErrors: false }).compile<AccessPolicy[]>(POLICIES_SCHEMA);
  if (!validate(policies)) throw new Error(problem(validate.errors?.[0]));
  return policies;
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

function problem(error: ErrorObject | undefined): string {
  const place = error?.instancePath === '' ? 'the file' : (error?.instancePath ?? 'the file');
  return `${place} ${error?.message ?? 'is wrong'}`;
}

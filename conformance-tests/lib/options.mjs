/** The command line. */
import { parseArgs } from 'node:util';

export class UsageError extends Error {}

const USAGE =
  'npm run conformance -- --base URL [--token TOKEN] [--only NAME] [--json FILE]\n' +
  '  --base   base URL of the server, such as http://127.0.0.1:8080/fhir\n' +
  '  --token  sent as a bearer token\n' +
  '  --only   a group, or the beginning of the id of a case; may be repeated\n' +
  '  --json   also write the results to this file';

/** @throws UsageError */
export function parseOptions(args) {
  const { base, token, only, json } = parsed(args);
  if (base === undefined) throw new UsageError(USAGE);
  if (!/^https?:\/\//.test(base)) throw new UsageError(`--base is no http URL.\n${USAGE}`);
  return { base: base.replace(/\/+$/, ''), token, only: only ?? [], json };
}

function parsed(args) {
  const text = { type: 'string' };
  try {
    const options = { base: text, token: text, json: text, only: { ...text, multiple: true } };
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UsageError(`${error.message}\n${USAGE}`);
  }
}

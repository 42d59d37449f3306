/** The command line. */
import { parseArgs } from 'node:util';
import { localDate } from '../testscript/dates.mjs';

export class UsageError extends Error {}

const USAGE = `npm run conformance -- --base URL [options]
  --base           base URL of the server, such as http://127.0.0.1:8080/fhir
  --token          sent as a bearer token
  --only           a group, or the beginning of the id of a case; may be repeated
  --json           also write the results to this file
or, for TestScripts (https://hl7.org/fhir/R4/testscript.html):
  --testscripts    a folder of scripts, or of suites; may be repeated
  --start          in the place of --base: start the server of this checkout, empty, for each suite
  --load           first put the resources of the suites' load/ on the server
  --operator-token bearer token for that
  --date           the test date T, YYYY-MM-DD; today unless given
  --set            name=value, for a variable of the scripts; may be repeated
  --tokens         file with the published tokens and their patients; tokens.json of the suites unless given
  --token-command  prints the server's token for {patient}; run without a shell
  --validator      base URL of a server whose $validate checks profiles
  --package        folder or archive of a FHIR package to validate with; may be repeated
  --known          file with issues that are known: [{ "suite", "match", "reason" }]
  --parallel       how many scripts that only read run at once; 4 unless given
  --only           part of a script's id; may be repeated
  --junit, --html, --markdown, --json   write a report to this file`;

const TEXT = { type: 'string' };
const FLAG = { type: 'boolean' };
const LIST = { type: 'string', multiple: true };
const OPTIONS = {
  ...{ base: TEXT, token: TEXT, only: LIST, json: TEXT },
  ...{
    testscripts: LIST,
    load: FLAG,
    start: FLAG,
    'operator-token': TEXT,
    date: TEXT,
    set: LIST,
  },
  ...{ tokens: TEXT, 'token-command': TEXT, validator: TEXT, package: LIST, known: TEXT },
  ...{ parallel: TEXT, junit: TEXT, html: TEXT, markdown: TEXT },
};

/** @throws UsageError */
export function parseOptions(args) {
  const { base, only, testscripts, set, ...values } = parsed(args);
  const starts = testscripts !== undefined && values.start === true;
  if (starts === (base !== undefined)) throw new UsageError(USAGE);
  if (!starts && !isHttp(base)) throw new UsageError(`--base is no http URL.\n${USAGE}`);
  const common = { ...values, base: base?.replace(/\/+$/, ''), only: only ?? [], testscripts };
  return testscripts === undefined ? common : { ...common, ...scriptOptions({ ...values, set }) };
}

function scriptOptions(values) {
  const {
    date = localDate(),
    set = [],
    parallel = '4',
    validator,
    package: packages = [],
  } = values;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date))
    throw new UsageError('--date is not of the form YYYY-MM-DD.');
  if (!/^[1-9]\d?$/.test(parallel)) throw new UsageError('--parallel is a number from 1 to 99.');
  if (validator !== undefined && !isHttp(validator))
    throw new UsageError('--validator is no http URL.');
  return {
    date,
    packages,
    load: values.load === true || values.start === true,
    parallel: Number(parallel),
    set: Object.fromEntries(set.map(nameAndValue)),
    operatorToken: values['operator-token'] ?? values.token,
    tokenCommand: values['token-command'],
  };
}

function nameAndValue(text) {
  const equals = text.indexOf('=');
  if (equals < 1) throw new UsageError('--set is not of the form name=value.');
  return [text.slice(0, equals), text.slice(equals + 1)];
}

function isHttp(url) {
  return /^https?:\/\//.test(url) && URL.canParse(url);
}

function parsed(args) {
  try {
    return parseArgs({ args, options: OPTIONS }).values;
  } catch (error) {
    throw new UsageError(`${error.message}\n${USAGE}`);
  }
}

/**
 * The kinds of assertions of TestScript R4, each a function that gives what is wrong or nothing:
 * https://hl7.org/fhir/R4/testscript-definitions.html#TestScript.setup.action.assert
 */
import { evaluate } from './fhirpath.mjs';
import { missingIn } from './minimum.mjs';
import { satisfies } from './operators.mjs';
import { valuesAtPath } from './path.mjs';
import { ScriptError } from './problem.mjs';
import { ruleOf, RULES } from './rules.mjs';
import { asText } from './variables.mjs';

/** https://hl7.org/fhir/R4/valueset-assert-response-code-types.html */
const RESPONSES = {
  okay: [200],
  created: [201],
  noContent: [204],
  notModified: [304],
  bad: [400],
  forbidden: [403],
  notFound: [404],
  methodNotAllowed: [405],
  conflict: [409],
  gone: [410],
  preconditionFailed: [412],
  unprocessable: [422],
};
const CODES = Object.fromEntries(
  Object.entries(RESPONSES).flatMap(([name, statuses]) => statuses.map((status) => [status, name])),
);
const MAX_SHOWN = 300;

/** In this order: the first whose element is there says what is asserted. */
const KINDS = {
  rule: assertRule,
  validateProfileId: assertValid,
  minimumId: assertMinimum,
  navigationLinks: assertNavigationLinks,
  responseCode: assertResponseCode,
  response: assertResponse,
  headerField: assertHeader,
  contentType: assertContentType,
  resource: assertResource,
  requestMethod: assertRequestMethod,
  requestURL: assertRequestUrl,
  expression: assertExpression,
  path: assertPath,
};

/**
 * @param {object} assert filled in, but for its expressions
 * @param {object} run what the script knows: `fixture(id)`, `last` (the last exchange), `fill(text)`,
 *   `validate(content, canonicals)`, `profile(id)`
 * @returns {Promise<{kind: string, problem?: string, unchecked?: string}>} `unchecked` when it could
 *   not be judged
 * @throws {ScriptError} when it asserts nothing, or what it refers to isn't there
 */
export async function judge(assert, run) {
  const asked = { ...assert, rule: ruleOf(assert) };
  const kind = Object.keys(KINDS).find((name) => asked[name] !== undefined);
  if (kind === undefined) throw new ScriptError('The assertion has nothing to assert.');
  return { kind, ...(await KINDS[kind](asked, run)) };
}

const PASSED = {};

function compare(assert, found, wanted, what) {
  if (satisfies(assert.operator, found, wanted)) return PASSED;
  const shown = found.length === 0 ? 'nothing' : shortened(found.join(', '));
  const need = wanted === undefined || wanted === '' ? '' : ` ${shortened(wanted)}`;
  return { problem: `${what} is ${shown}; wanted: ${assert.operator ?? 'equals'}${need}` };
}

function shortened(text) {
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)} …`;
}

/** The request or the response that is looked at, by `direction`; the last one. */
function sideOf({ direction }, run) {
  const exchange = lastOf(run);
  return direction === 'request' ? exchange.request : exchange.response;
}

function lastOf({ last }) {
  if (last === undefined) throw new ScriptError('There was no operation before the assertion.');
  return last;
}

/** What an expression or a path looks at: a fixture by `sourceId`, or the last body. */
function contentOf(assert, run) {
  return assert.sourceId === undefined
    ? sideOf(assert, run).content
    : run.fixture(assert.sourceId).content;
}

/** Headers and status of the exchange that `sourceId` names, or of the last one. */
function exchangeOf(assert, run) {
  const named = assert.sourceId === undefined ? undefined : run.fixture(assert.sourceId).exchange;
  return named ?? lastOf(run);
}

function assertResponseCode(assert, run) {
  const { status } = exchangeOf(assert, run).response;
  return compare(assert, [String(status)], run.fill(assert.responseCode), 'The status');
}

function assertResponse(assert, run) {
  const { status } = exchangeOf(assert, run).response;
  if (RESPONSES[assert.response] === undefined) {
    throw new ScriptError(`There is no response code ${assert.response}.`);
  }
  return compare(assert, [CODES[status] ?? String(status)], assert.response, 'The response');
}

function assertHeader(assert, run) {
  const exchange = exchangeOf(assert, run);
  const { headers } = assert.direction === 'request' ? exchange.request : exchange.response;
  const value = headers.get(run.fill(assert.headerField));
  const found = value === null ? [] : [value];
  const what = `The header ${assert.headerField}`;
  if (assert.value !== undefined) return compare(assert, found, run.fill(assert.value), what);
  return compare({ operator: assert.operator ?? 'notEmpty' }, found, undefined, what);
}

/** `json` and `xml` stand for the media types of FHIR and for the general ones. */
function assertContentType(assert, run) {
  const type = sideOf(assert, run).headers.get('content-type') ?? '';
  const [bare] = type.toLowerCase().split(';');
  const wanted = run.fill(assert.contentType).toLowerCase();
  const isShort = !wanted.includes('/');
  const found = isShort ? bare.trim().replace(/^.*[/+]/, '') : bare.trim();
  return compare(assert, [found], wanted.split(';')[0].trim(), 'The content type');
}

function assertResource(assert, run) {
  const content = contentOf(assert, run);
  const found = content.hasResource ? [content.resource.resourceType] : [];
  return compare(assert, found, run.fill(assert.resource), 'The resource type');
}

function assertRequestMethod(assert, run) {
  const { method } = exchangeOf(assert, run).request;
  return compare(assert, [method.toLowerCase()], assert.requestMethod.toLowerCase(), 'The method');
}

function assertRequestUrl(assert, run) {
  const { url } = exchangeOf(assert, run).request;
  return compare(
    assert,
    [decodeURI(url)],
    decodeURI(run.fill(assert.requestURL)),
    'The request URL',
  );
}

function assertNavigationLinks(assert, run) {
  if (assert.navigationLinks !== true && assert.navigationLinks !== 'true') return PASSED;
  const { resource } = contentOf(assert, run);
  const relations = new Set((resource.link ?? []).map(({ relation }) => relation));
  const missing = ['first', 'next', 'last'].filter((name) => !relations.has(name));
  return missing.length === 0
    ? PASSED
    : { problem: `Links that are not there: ${missing.join(', ')}` };
}

function assertMinimum(assert, run) {
  // Its own id is that of a file, or local to the script.
  const minimum = { ...run.fixture(assert.minimumId).filled().resource, id: undefined };
  const missing = missingIn(contentOf(assert, run).resource, minimum);
  return missing === undefined
    ? PASSED
    : { problem: `What the minimum has is not there: ${missing}` };
}

async function assertValid(assert, run) {
  const canonical = run.profile(assert.validateProfileId);
  return run.validate(contentOf(assert, run), canonical);
}

function assertRule({ rule, ...assert }, run) {
  const check = RULES[rule];
  if (check === undefined) return { unchecked: `The rule ${rule} is not known.` };
  const problem = check(exchangeOf(assert, run));
  return problem === undefined ? PASSED : { problem };
}

function assertExpression(assert, run) {
  const expression = run.fill(assert.expression);
  const found = evaluate(contentOf(assert, run).resource, expression).map(asText);
  return compareFound(assert, found, run, shortened(expression));
}

function assertPath(assert, run) {
  const path = run.fill(assert.path);
  const found = valuesAtPath(contentOf(assert, run), path).map(asText);
  return compareFound(assert, found, run, path);
}

/** Values against `value`, against what another source has, or, with neither, as a condition. */
function compareFound(assert, found, run, what) {
  if (assert.compareToSourceId !== undefined) {
    const wanted = otherValues(assert, run);
    return compare(assert, found, wanted.join(','), what);
  }
  if (assert.value !== undefined) return compare(assert, found, run.fill(assert.value), what);
  const { operator } = assert;
  if (operator === 'empty' || operator === 'notEmpty')
    return compare(assert, found, undefined, what);
  // XPath and JSONPath find nodes; an expression of FHIRPath must be true.
  const isTrue =
    assert.path === undefined ? found.length === 1 && found[0] === 'true' : found.length > 0;
  if (isTrue) return PASSED;
  return { problem: `Not true: ${what}${found.length === 0 ? ' (it gives nothing)' : ''}` };
}

function otherValues(assert, run) {
  const { content } = run.fixture(assert.compareToSourceId);
  const { compareToSourceExpression: expression, compareToSourcePath: path } = assert;
  if (expression !== undefined) return evaluate(content.resource, run.fill(expression)).map(asText);
  if (path !== undefined) return valuesAtPath(content, run.fill(path)).map(asText);
  throw new ScriptError('The assertion has compareToSourceId, but not what to compare with.');
}

/** From an error to what the client gets: https://hl7.org/fhir/R4/http.html#Status-Codes */
import { FhirError, type ErrorKind } from './errors.js';
import type { Issue, IssueCode } from './issue.js';
import type { JsonObject } from './json.js';
import type { Resource } from './resource.js';

interface Answer {
  readonly status: number;
  readonly code: IssueCode;
}

/** What each kind of error answers; `docs/errors.md` is made from it. */
export const ANSWERS = {
  malformed: { status: 400, code: 'structure' },
  'invalid-request': { status: 400, code: 'invalid' },
  unauthenticated: { status: 401, code: 'login' },
  forbidden: { status: 403, code: 'forbidden' },
  'not-found': { status: 404, code: 'not-found' },
  'unknown-type': { status: 404, code: 'not-supported' },
  'unknown-interaction': { status: 404, code: 'not-supported' },
  'method-not-allowed': { status: 405, code: 'not-supported' },
  'not-acceptable': { status: 406, code: 'not-supported' },
  'request-timeout': { status: 408, code: 'timeout' },
  conflict: { status: 409, code: 'conflict' },
  deleted: { status: 410, code: 'deleted' },
  'multiple-matches': { status: 412, code: 'multiple-matches' },
  'precondition-failed': { status: 412, code: 'conflict' },
  'too-large': { status: 413, code: 'too-long' },
  'url-too-long': { status: 414, code: 'too-long' },
  'too-costly': { status: 400, code: 'too-costly' },
  'unsupported-media-type': { status: 415, code: 'not-supported' },
  unprocessable: { status: 422, code: 'processing' },
  throttled: { status: 429, code: 'throttled' },
  internal: { status: 500, code: 'exception' },
  unavailable: { status: 503, code: 'transient' },
} as const satisfies Record<ErrorKind, Answer>;

export interface Outcome {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly resource: Resource;
}

/** The status and OperationOutcome for anything thrown. What is not a FhirError shows no detail. */
export function toOutcome(error: unknown): Outcome {
  const known =
    error instanceof FhirError
      ? error
      : new FhirError('internal', 'The server failed. The request id leads to the log.');
  const { status, code } = ANSWERS[known.kind];
  const issues = known.details.issues ?? [
    {
      severity: status >= 500 ? 'fatal' : 'error',
      code,
      diagnostics: known.message,
      ...(known.details.expression === undefined ? {} : { expression: known.details.expression }),
    } satisfies Issue,
  ];
  return { status, headers: known.details.headers ?? {}, resource: operationOutcome(issues) };
}

/** An OperationOutcome resource with these issues. */
export function operationOutcome(issues: readonly Issue[]): Resource {
  return { resourceType: 'OperationOutcome', issue: issues.map(issueElement) };
}

function issueElement(issue: Issue): JsonObject {
  const extension = extensions(issue);
  return {
    ...(extension.length === 0 ? {} : { extension }),
    severity: issue.severity,
    code: issue.code,
    ...(issue.rule === undefined
      ? {}
      : { details: { coding: [{ system: RULES, code: issue.rule }] } }),
    diagnostics: issue.diagnostics,
    ...locationOf(issue),
    ...(issue.expression === undefined ? {} : { expression: [issue.expression] }),
  };
}

const EXTENSIONS = 'http://hl7.org/fhir/StructureDefinition/operationoutcome-';

/** https://hl7.org/fhir/R4/operationoutcome-profiles.html: where the rule stands, and the text. */
function extensions({ profile, line, column }: Issue): JsonObject[] {
  return [
    ...(profile === undefined ? [] : [{ url: `${EXTENSIONS}authority`, valueUri: profile }]),
    ...(line === undefined ? [] : [{ url: `${EXTENSIONS}issue-line`, valueInteger: line }]),
    ...(column === undefined ? [] : [{ url: `${EXTENSIONS}issue-col`, valueInteger: column }]),
  ];
}

function locationOf({ line, column }: Issue): JsonObject {
  return line === undefined || column === undefined
    ? {}
    : { location: [`Line[${line}] Col[${column}]`] };
}

/** Code system of the rule names; `docs/errors.md` lists them. */
const RULES = 'https://vuurtoren.dev/fhir/CodeSystem/validation-rule';

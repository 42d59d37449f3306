/** `$validate`: https://hl7.org/fhir/R4/resource-operation-validate.html */
import { FhirError } from '../fhir/errors.js';
import { isObject, objectsAt, stringAt } from '../fhir/json.js';
import type { Resource, ResourceKey } from '../fhir/resource.js';
import type { Environment } from '../interactions/environment.js';
import { existing } from '../interactions/read.js';
import { storedReferences } from '../interactions/stored-references.js';
import type { ValidationIssue } from '../validation/report.js';
import { located, validationOutcome } from './validation-outcome.js';

/** https://hl7.org/fhir/R4/valueset-resource-validation-mode.html */
const MODES = ['create', 'update', 'delete', 'profile'] as const;
export type ValidationMode = (typeof MODES)[number];

/** Where it was called: `[base]/$validate`, `[base]/Patient/$validate`, `[base]/Patient/1/$validate`. */
export type OperationTarget =
  | { readonly level: 'system' }
  | { readonly level: 'type'; readonly type: string }
  | { readonly level: 'instance'; readonly key: ResourceKey };

export interface ValidateRequest {
  readonly target: OperationTarget;
  /** The resource itself, or Parameters with it; absent for what is stored. */
  readonly body?: Resource;
  /** The text of a bare resource, JSON or XML, for lines and columns. */
  readonly text?: string;
  /** From the URL: `profile` (repeats) and `mode`. */
  readonly query?: readonly (readonly [string, string])[];
}

interface Asked {
  readonly resource: Resource | undefined;
  readonly profiles: readonly string[];
  readonly mode: ValidationMode | undefined;
}

type Needs = Pick<Environment, 'definitions' | 'validator' | 'reader' | 'settings'>;

/**
 * Validates and stores nothing. Whatever is found, the operation itself succeeded: status 200.
 * @throws FhirError when it was called in a way that makes no sense
 */
export async function validateOperation(
  environment: Needs,
  request: ValidateRequest,
): Promise<Resource> {
  const asked = askedFor(request);
  if (asked.mode === 'delete')
    return validationOutcome(await deletion(environment, request.target));
  const resource = asked.resource ?? (await stored(environment, request.target));
  const issues = await judged(environment, resource, asked);
  const found = [...identityIssues(resource, asked.mode, request.target), ...issues];
  const { text } = request;
  return validationOutcome(
    text === undefined ? found : located(found, text, environment.definitions),
  );
}

async function judged(
  { validator, reader, settings }: Needs,
  resource: Resource,
  { profiles }: Asked,
): Promise<readonly ValidationIssue[]> {
  const resolve = await storedReferences({ reader, base: settings.base }, resource);
  const { issues } = validator.validate(resource, { profiles, resolve });
  return issues.map((issue) => asError(issue, profiles));
}

/** Who asks for a profile by name wants to know that it was not checked. */
function asError(issue: ValidationIssue, profiles: readonly string[]): ValidationIssue {
  const unchecked = issue.rule === 'profile-unknown' || issue.rule === 'profile-invalid';
  const named = profiles.some((profile) => issue.diagnostics.includes(profile));
  return unchecked && named ? { ...issue, severity: 'error' } : issue;
}

function askedFor({ target, body, query = [] }: ValidateRequest): Asked {
  const parameters = body?.resourceType === 'Parameters' ? body : undefined;
  const wrapped = parameters === undefined ? undefined : partOf(parameters);
  const isParametersItself =
    parameters !== undefined && wrapped === undefined && isType(target, 'Parameters');
  const values = (name: string): string[] => [
    ...query.flatMap(([key, value]) => (key === name ? [value] : [])),
    ...(parameters === undefined || isParametersItself ? [] : valuesOf(parameters, name)),
  ];
  const resource = parameters === undefined || isParametersItself ? body : wrapped;
  if (resource !== undefined) ensureFits(resource, target);
  return { resource, profiles: values('profile'), mode: modeOf(values('mode')) };
}

function isType(target: OperationTarget, type: string): boolean {
  return target.level === 'type' && target.type === type;
}

function partOf(parameters: Resource): Resource | undefined {
  const part = objectsAt(parameters, 'parameter').find(({ name }) => name === 'resource');
  const resource = part?.['resource'];
  return isObject(resource) && typeof resource['resourceType'] === 'string'
    ? (resource as Resource)
    : undefined;
}

function valuesOf(parameters: Resource, name: string): string[] {
  return objectsAt(parameters, 'parameter')
    .filter((parameter) => parameter['name'] === name)
    .flatMap(
      (parameter) =>
        stringAt(parameter, 'valueUri') ??
        stringAt(parameter, 'valueCanonical') ??
        stringAt(parameter, 'valueCode') ??
        stringAt(parameter, 'valueString') ??
        [],
    );
}

function modeOf([mode, second]: readonly string[]): ValidationMode | undefined {
  if (mode === undefined) return undefined;
  const known = MODES.find((one) => one === mode);
  if (known === undefined || second !== undefined) {
    throw new FhirError('invalid-request', `"mode" is one of ${MODES.join(', ')}.`);
  }
  return known;
}

function ensureFits(resource: Resource, target: OperationTarget): void {
  const type = target.level === 'system' ? undefined : typeOf(target);
  if (type !== undefined && resource.resourceType !== type) {
    throw new FhirError('invalid-request', `The resource is no ${type}.`, {
      expression: 'resourceType',
    });
  }
}

function typeOf(target: Exclude<OperationTarget, { level: 'system' }>): string {
  return target.level === 'type' ? target.type : target.key.type;
}

async function stored({ reader }: Needs, target: OperationTarget): Promise<Resource> {
  if (target.level !== 'instance') {
    throw new FhirError('invalid-request', 'There is no resource to validate.');
  }
  const current = existing(target.key, await reader.readCurrent(target.key));
  return JSON.parse(current.body ?? '{}') as Resource;
}

/** Whether there is something to delete; references to it are only known when it is done. */
async function deletion({ reader }: Needs, target: OperationTarget): Promise<ValidationIssue[]> {
  if (target.level !== 'instance') {
    throw new FhirError('invalid-request', 'Mode "delete" is for a resource by its id.');
  }
  existing(target.key, await reader.readCurrent(target.key));
  return [];
}

/** What a create ignores and an update insists on. */
function identityIssues(
  resource: Resource,
  mode: ValidationMode | undefined,
  target: OperationTarget,
): ValidationIssue[] {
  const wanted = target.level === 'instance' ? target.key.id : undefined;
  if (mode === 'profile' || mode === 'create') return [];
  const wrong = mode === 'update' ? resource.id === undefined : false;
  if (!wrong && (wanted === undefined || resource.id === undefined || resource.id === wanted)) {
    return [];
  }
  const expression = `${resource.resourceType}.id`;
  return [
    {
      severity: 'error',
      code: 'value',
      expression,
      diagnostics: `${expression}: an update needs the id of the resource that it updates.`,
    },
  ];
}

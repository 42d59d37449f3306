/** `$validate`: https://hl7.org/fhir/R4/resource-operation-validate.html */
import { FhirError } from '../fhir/errors.js';
import { isObject, objectsAt, stringAt } from '../fhir/json.js';
import type { Resource, ResourceKey } from '../fhir/resource.js';
import { parseJsonResource } from '../formats/json/parse.js';
import { STORED_LIMITS } from '../interactions/conformance.js';
import type { Environment } from '../interactions/environment.js';
import { ensureUnreferenced } from '../interactions/integrity.js';
import type { Operation, OperationTools } from '../interactions/operation.js';
import { validateWithStored } from '../interactions/stored-references.js';
import {
  typeOfTarget,
  type OperationRequest,
  type OperationTarget,
} from '../interactions/types.js';
import type { ValidationIssue } from '../validation/report.js';
import { located, validationOutcome } from './validation-outcome.js';

/** https://hl7.org/fhir/R4/valueset-resource-validation-mode.html */
const MODES = ['create', 'update', 'delete', 'profile'] as const;
export type ValidationMode = (typeof MODES)[number];

export const validate: Operation = {
  name: 'validate',
  definition: 'http://hl7.org/fhir/OperationDefinition/Resource-validate',
  levels: ['system', 'type', 'instance'],
  affectsState: false,
  async run(environment, request, tools) {
    const resource = await validateOperation(environment, request, tools);
    return { status: 200, body: { kind: 'resource', resource } };
  },
};

interface Asked {
  readonly resource: Resource | undefined;
  /** Where in the body the resource stands, unless it is the body. */
  readonly within?: string;
  readonly profiles: readonly string[];
  readonly mode: ValidationMode | undefined;
}

/**
 * Validates and stores nothing. Whatever is found, the operation itself succeeded: status 200.
 * @throws FhirError when it was called in a way that makes no sense
 */
export async function validateOperation(
  environment: Environment,
  request: OperationRequest,
  tools: OperationTools,
): Promise<Resource> {
  const asked = askedFor(request);
  const { target, text } = request;
  if (asked.mode === 'delete') {
    return validationOutcome(await deletion(environment, target, tools));
  }
  const resource = asked.resource ?? (await stored(environment, target, tools));
  const issues = await judged(environment, resource, asked);
  const found = [...identityIssues(resource, asked.mode, target), ...issues];
  if (text === undefined || asked.resource === undefined) return validationOutcome(found);
  const { within } = asked;
  const source = { text, ...(within === undefined ? {} : { within }) };
  return validationOutcome(located(found, source, environment.definitions));
}

async function judged(
  environment: Environment,
  resource: Resource,
  { profiles }: Asked,
): Promise<readonly ValidationIssue[]> {
  const { issues } = await validateWithStored(environment, resource, { profiles });
  return issues.map((issue) => asError(issue, profiles));
}

/** Who asks for a profile by name wants to know that it was not checked. */
function asError(issue: ValidationIssue, profiles: readonly string[]): ValidationIssue {
  const { rule, element, diagnostics } = issue;
  const unchecked =
    rule === 'profile-unknown' || (rule === 'profile-invalid' && element === undefined);
  const named = profiles.some((profile) => diagnostics.includes(profile));
  return unchecked && named ? { ...issue, severity: 'error' } : issue;
}

function askedFor({ target, body, parameters: query }: OperationRequest): Asked {
  const parameters = body?.resourceType === 'Parameters' ? body : undefined;
  const wrapped = parameters === undefined ? undefined : partOf(parameters);
  const isParametersItself =
    parameters !== undefined && wrapped === undefined && isType(target, 'Parameters');
  const values = (name: string): string[] => [
    ...query.flatMap(([key, value]) => (key === name ? [value] : [])),
    ...(parameters === undefined || isParametersItself ? [] : valuesOf(parameters, name)),
  ];
  const resource = parameters === undefined || isParametersItself ? body : wrapped?.resource;
  if (resource !== undefined) ensureFits(resource, target);
  return {
    resource,
    ...(wrapped === undefined ? {} : { within: wrapped.within }),
    profiles: values('profile'),
    mode: modeOf(values('mode')),
  };
}

function isType(target: OperationTarget, type: string): boolean {
  return target.level === 'type' && target.type === type;
}

function partOf(parameters: Resource): { resource: Resource; within: string } | undefined {
  const parts = objectsAt(parameters, 'parameter');
  const index = parts.findIndex(({ name }) => name === 'resource');
  const resource = parts[index]?.['resource'];
  if (!isObject(resource) || typeof resource['resourceType'] !== 'string') return undefined;
  return {
    resource: resource as Resource,
    within: `Parameters.parameter[${index}].resource`,
  };
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
  const type = target.level === 'system' ? undefined : typeOfTarget(target);
  if (type !== undefined && resource.resourceType !== type) {
    throw new FhirError('invalid-request', `The resource is no ${type}.`, {
      expression: 'resourceType',
    });
  }
}

async function stored(
  environment: Environment,
  target: OperationTarget,
  { run, access }: OperationTools,
): Promise<Resource> {
  if (target.level !== 'instance') {
    throw new FhirError('invalid-request', 'There is no resource to validate.');
  }
  const { body } = await run(environment, { kind: 'read', key: target.key }, access);
  return parseJsonResource(body?.kind === 'text' ? body.text : '', STORED_LIMITS);
}

/** Whether there is something to delete, and nothing that holds it. */
async function deletion(
  environment: Environment,
  target: OperationTarget,
  tools: OperationTools,
): Promise<ValidationIssue[]> {
  if (target.level !== 'instance') {
    throw new FhirError('invalid-request', 'Mode "delete" is for a resource by its id.');
  }
  await stored(environment, target, tools);
  const held = await holding(environment, target.key);
  return held === undefined
    ? []
    : [{ severity: 'error', code: 'conflict', diagnostics: held.message }];
}

/** Why a resource can't be deleted where references are enforced. */
async function holding(environment: Environment, key: ResourceKey): Promise<FhirError | undefined> {
  if (environment.settings.referentialIntegrity === 'off') return undefined;
  const state = await environment.reader.readState(key);
  if (state === undefined) return undefined;
  try {
    await environment.store.inTransaction((transaction) =>
      ensureUnreferenced(environment, transaction, state),
    );
    return undefined;
  } catch (error) {
    if (error instanceof FhirError && error.kind === 'conflict') return error;
    throw error;
  }
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

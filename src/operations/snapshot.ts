/** `$snapshot`: https://hl7.org/fhir/R4/structuredefinition-operation-snapshot.html */
import type { ElementDefinition, StructureDefinition } from '@medplum/fhirtypes';
import { FhirError } from '../fhir/errors.js';
import type { Issue } from '../fhir/issue.js';
import { isObject, objectsAt, stringAt } from '../fhir/json.js';
import type { Resource, ResourceKey } from '../fhir/resource.js';
import { parseJsonResource } from '../formats/json/parse.js';
import { STORED_LIMITS } from '../interactions/conformance.js';
import type { Environment } from '../interactions/environment.js';
import { seesAll } from '../interactions/limits/caller-checks.js';
import { loadedDefinitions } from '../interactions/loaded-definitions.js';
import type { Operation, OperationTools } from '../interactions/operation.js';
import type { OperationRequest } from '../interactions/types.js';
import { ProfileError, type Structure } from '../packages/structures.js';

const TYPE = 'StructureDefinition';

export const snapshot: Operation = {
  name: 'snapshot',
  definition: 'http://hl7.org/fhir/OperationDefinition/StructureDefinition-snapshot',
  levels: ['type', 'instance'],
  types: [TYPE],
  affectsState: false,
  async run(environment, request, tools) {
    const found = await wanted(environment, request, tools);
    return { status: 200, body: { kind: 'resource', resource: withSnapshot(found) } };
  },
};

interface Wanted {
  readonly definition: StructureDefinition;
  readonly structure: Structure;
}

async function wanted(
  environment: Environment,
  request: OperationRequest,
  tools: OperationTools,
): Promise<Wanted> {
  const { target, body } = request;
  if (target.level === 'instance') return ofInstance(environment, target.key, tools);
  const given = body === undefined ? undefined : definitionIn(body);
  if (given !== undefined) return ofDefinition(environment, given);
  const url = urlIn(request);
  if (url === undefined) {
    throw new FhirError('invalid-request', 'There is neither a definition nor a url.');
  }
  return ofCanonical(environment, url, '');
}

async function ofInstance(
  environment: Environment,
  key: ResourceKey,
  { run, access }: OperationTools,
): Promise<Wanted> {
  const { body } = await run(environment, { kind: 'read', key }, access);
  const loaded = loadedDefinitions(environment.structures).byId(key);
  if (loaded !== undefined) {
    const { url, version, scope } = loaded;
    return ofCanonical(environment, version === undefined ? url : `${url}|${version}`, scope);
  }
  return ofDefinition(
    environment,
    parseJsonResource(body?.kind === 'text' ? body.text : '', STORED_LIMITS),
  );
}

function ofCanonical(environment: Environment, canonical: string, scope: string): Wanted {
  const { structures } = environment;
  if (!seesAll(environment, TYPE, 'r')) throw noDefinition();
  const definition = structures.resource(TYPE, canonical, scope);
  const structure = unlessImpossible(() => structures.structure(canonical, scope));
  if (definition?.resourceType !== TYPE || structure === undefined) {
    throw noDefinition();
  }
  return { definition, structure };
}

function noDefinition(): FhirError {
  return new FhirError('not-found', 'There is no StructureDefinition with this url.');
}

function ofDefinition({ structures }: Environment, resource: Resource): Wanted {
  if (resource.resourceType !== TYPE) {
    throw new FhirError('invalid-request', `The definition is no ${TYPE}.`);
  }
  const definition = resource as unknown as StructureDefinition;
  return { definition, structure: unlessImpossible(() => structures.structureOf(definition)) };
}

/** @throws FhirError `unprocessable` in place of a ProfileError */
function unlessImpossible<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    throw new FhirError('unprocessable', `There can be no snapshot: ${error.message}.`);
  }
}

/** @throws FhirError `unprocessable` when something in the differential would be lost */
function withSnapshot({ definition, structure }: Wanted): Resource {
  const lost = (structure.problems ?? []).filter(({ severity }) => severity === 'error');
  if (lost.length > 0) {
    const issues = lost.map(({ element, text }): Issue => {
      return { severity: 'error', code: 'invalid', diagnostics: `${element}: ${text}` };
    });
    throw new FhirError('unprocessable', 'There can be no snapshot.', { issues });
  }
  const element = structure.elements.map(complete);
  return { ...definition, snapshot: { element } } as unknown as Resource;
}

/** Packages are loaded without texts, of which a snapshot must have these (sdf-3, eld-18). */
function complete(element: ElementDefinition): ElementDefinition {
  const { definition, isModifier, isModifierReason } = element;
  return {
    ...element,
    definition: definition ?? element.path,
    ...(isModifier === true ? { isModifierReason: isModifierReason ?? element.path } : {}),
  };
}

function definitionIn(body: Resource): Resource | undefined {
  if (body.resourceType !== 'Parameters') return body;
  const part = objectsAt(body, 'parameter').find(({ name }) => name === 'definition');
  const resource = part?.['resource'];
  return isObject(resource) && typeof resource['resourceType'] === 'string'
    ? (resource as Resource)
    : undefined;
}

function urlIn({ body, parameters }: OperationRequest): string | undefined {
  const part = body && objectsAt(body, 'parameter').find(({ name }) => name === 'url');
  const inBody = part && (stringAt(part, 'valueString') ?? stringAt(part, 'valueUri'));
  return inBody ?? parameters.find(([name]) => name === 'url')?.[1];
}

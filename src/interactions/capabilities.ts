/** https://hl7.org/fhir/R4/http.html#capabilities: made from what is there, never written by hand. */
import type { JsonObject } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import { isSearchable } from '../search/parse/search.js';
import type { SearchParameter } from '../search/registry.js';
import { SYSTEM_INTERACTIONS, TYPE_INTERACTIONS } from './catalog.js';
import type { Environment } from './environment.js';
import type { InteractionRequest, InteractionResult } from './types.js';

type Mode = Extract<InteractionRequest, { kind: 'capabilities' }>['mode'];

/** Types that are normative in R4: https://hl7.org/fhir/R4/ballot-intro.html */
const NORMATIVE = new Set([
  'Binary',
  'Bundle',
  'CapabilityStatement',
  'CodeSystem',
  'Observation',
  'OperationDefinition',
  'OperationOutcome',
  'Parameters',
  'Patient',
  'StructureDefinition',
  'ValueSet',
]);

export function capabilities(environment: Environment, mode: Mode): InteractionResult {
  const resource =
    mode === 'terminology' ? terminologyCapabilities(environment) : statement(environment, mode);
  return { status: 200, body: { kind: 'resource', resource } };
}

/** The moment this process started to be what it now describes. */
const startedAt = new WeakMap<Environment['definitions'], string>();

function dateOf({ definitions, clock }: Environment): string {
  const known = startedAt.get(definitions) ?? new Date(clock()).toISOString();
  startedAt.set(definitions, known);
  return known;
}

function statement(environment: Environment, mode: Mode): Resource {
  const { definitions, settings } = environment;
  const types = definitions.resourceTypes.filter((type) => mode === 'full' || NORMATIVE.has(type));
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: dateOf(environment),
    kind: 'instance',
    software: { name: 'Vuurtoren', version: settings.softwareVersion },
    implementation: { description: 'Vuurtoren FHIR server', url: settings.base },
    fhirVersion: definitions.fhirVersion,
    format: ['application/fhir+json', 'application/fhir+xml', 'json', 'xml'],
    patchFormat: ['application/json-patch+json', 'application/fhir+json', 'application/fhir+xml'],
    rest: [
      {
        mode: 'server',
        resource: types.map((type) => resourceElement(environment, type)),
        interaction: SYSTEM_INTERACTIONS.map((code) => ({ code })),
      },
    ],
  };
}

function resourceElement(environment: Environment, type: string): JsonObject {
  const { registry, settings } = environment;
  const searchParameters = [...registry.parameters(type).values()]
    .filter(isSearchable)
    .sort((one, other) => (one.code < other.code ? -1 : 1));
  return {
    type,
    profile: `http://hl7.org/fhir/StructureDefinition/${type}`,
    interaction: TYPE_INTERACTIONS.map((code) => ({ code })),
    versioning: 'versioned-update',
    readHistory: true,
    updateCreate: true,
    conditionalCreate: true,
    conditionalRead: 'full-support',
    conditionalUpdate: true,
    conditionalDelete: 'single',
    referencePolicy: [
      'literal',
      'logical',
      ...(settings.referentialIntegrity === 'enforce' ? ['enforced'] : []),
      'local',
    ],
    ...(searchParameters.length === 0
      ? {}
      : { searchParam: searchParameters.map(searchParameterElement) }),
  };
}

function searchParameterElement({ code, kind, definition }: SearchParameter): JsonObject {
  return { name: code, definition: definition.url, type: kind };
}

/** No terminology operations yet, so there is nothing to say but that. */
function terminologyCapabilities(environment: Environment): Resource {
  const { settings } = environment;
  return {
    resourceType: 'TerminologyCapabilities',
    status: 'active',
    date: dateOf(environment),
    kind: 'instance',
    software: { name: 'Vuurtoren', version: settings.softwareVersion },
    implementation: { description: 'Vuurtoren FHIR server', url: settings.base },
  };
}

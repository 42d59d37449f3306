/** https://hl7.org/fhir/R4/http.html#capabilities: made from what is there, never written by hand. */
import type { JsonObject } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import { writeJson } from '../formats/json/write.js';
import { SYSTEM_INTERACTIONS, TYPE_INTERACTIONS } from './catalog.js';
import type { Environment } from './environment.js';
import { SearchDescription } from './search/described.js';
import type { InteractionRequest, InteractionResult, OperationFacts } from './types.js';

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
  const texts = textsOf(environment);
  let text = texts.get(mode);
  if (text === undefined) {
    text = writeJson(
      mode === 'terminology' ? terminologyCapabilities(environment) : statement(environment, mode),
    );
    texts.set(mode, text);
  }
  return { status: 200, body: { kind: 'text', text } };
}

interface Written {
  /** Of the search parameters and profiles that the texts are about. */
  readonly generation: number;
  readonly texts: Map<Mode, string>;
}

const written = new WeakMap<Environment['registry'], Written>();

/** The texts of this process, which hold until search parameters or profiles change. */
function textsOf({ registry, structures }: Environment): Map<Mode, string> {
  let kept = written.get(registry);
  // Either only grows.
  const generation = registry.generation + structures.revision;
  if (kept?.generation !== generation) {
    kept = { generation, texts: new Map() };
    written.set(registry, kept);
  }
  return kept.texts;
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
  const search = new SearchDescription(environment);
  const pending = search.pending();
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
        ...(pending.length === 0
          ? {}
          : { documentation: `Search parameters that are being indexed: ${pending.join(', ')}` }),
        ...(settings.security === undefined ? {} : { security: settings.security }),
        resource: types.map((type) => resourceElement(environment, type, search.ofType(type))),
        interaction: SYSTEM_INTERACTIONS.map((code) => ({ code })),
        searchParam: [
          ...search.common(),
          ...(environment.registry.isContainedPending ? [] : CONTAINED_PARAMETERS),
        ],
        ...operationElements(environment.operations.filter(isOfSystem)),
        compartment: definitions.compartments.map(({ url }) => url),
      },
    ],
  };
}

/** R4 has no SearchParameter resources for them: https://hl7.org/fhir/R4/search.html#contained */
const CONTAINED_PARAMETERS: readonly JsonObject[] = [
  { name: '_contained', type: 'token', documentation: 'false, true, both' },
  { name: '_containedType', type: 'token', documentation: 'container, contained' },
];

function isOfSystem({ levels }: OperationFacts): boolean {
  return levels.includes('system');
}

/** @see https://hl7.org/fhir/R4/capabilitystatement-definitions.html#CapabilityStatement.rest.resource.operation */
function operationElements(operations: readonly OperationFacts[]): JsonObject {
  if (operations.length === 0) return {};
  return { operation: operations.map(({ name, definition }) => ({ name, definition })) };
}

function isOfType({ levels, types }: OperationFacts, type: string): boolean {
  const isBelow = levels.includes('type') || levels.includes('instance');
  return isBelow && (types === undefined || types.includes(type));
}

function resourceElement(
  { settings, structures, operations }: Environment,
  type: string,
  search: JsonObject,
): JsonObject {
  const profiles = settings.validation === 'profiles' ? structures.profilesOf(type) : [];
  return {
    type,
    profile: `http://hl7.org/fhir/StructureDefinition/${type}`,
    ...(profiles.length === 0 ? {} : { supportedProfile: [...profiles] }),
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
    ...search,
    ...operationElements(operations.filter((operation) => isOfType(operation, type))),
  };
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

/** XON and HD: organisations. HL7 v2.8, 2A.2.87 (XON). They become an Organization. */
import type { JsonObject } from '../../../fhir/json.js';
import { object } from '../element.js';
import { keyOf, type MappingRun } from '../run.js';
import type { Source } from '../source.js';
import type { Token } from '../types.js';
import { authority, identifierSystem } from './hd.js';

/** What is known of an organisation besides its number and name. */
export interface OrganizationDetails {
  readonly address?: JsonObject | undefined;
  readonly telecom?: readonly JsonObject[] | undefined;
}

/** XON: name ^ type ^ number ^ … ^ assigning authority ^ … ^ organisation identifier (since 2.5). */
export function xon(
  run: MappingRun,
  source: Source,
  details: OrganizationDetails = {},
): JsonObject | undefined {
  const name = source.part(1).string;
  const number = source.part(10).string ?? source.part(3).string;
  const token =
    number === undefined
      ? undefined
      : {
          value: number,
          system: identifierSystem(
            authority(source.part(6)),
            { kind: 'organization', type: source.part(7).code?.toUpperCase() },
            source,
            run.site,
          ),
        };
  return organization(run, { token, name, details }, source);
}

export interface NamedOrganization {
  readonly token: Token | undefined;
  readonly name: string | undefined;
  readonly details?: OrganizationDetails;
}

/** An organisation by its number, else by its name among those of the sender. */
export function organization(
  run: MappingRun,
  { token, name, details = {} }: NamedOrganization,
  ...from: readonly Source[]
): JsonObject | undefined {
  const identifier = token ?? namedToken(run, name);
  if (identifier === undefined) return undefined;
  const draft = run.draft({ type: 'Organization', key: keyOf(identifier), authority: 'catalogue' });
  draft.add('identifier', [{ system: identifier.system, value: identifier.value }], ...from);
  draft.set('name', name, ...from);
  draft.default('active', true);
  if (details.address !== undefined) draft.set('address', [details.address]);
  if (details.telecom !== undefined && details.telecom.length > 0) {
    draft.set('telecom', [...details.telecom]);
  }
  return object({ ...draft.reference, display: name });
}

function namedToken(run: MappingRun, name: string | undefined): Token | undefined {
  if (name === undefined) return undefined;
  return {
    system: run.site.keySystem('organization'),
    value: run.site.keyValue(name.toLowerCase()),
  };
}

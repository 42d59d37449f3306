/**
 * XCN: a professional with a number. HL7 v2.8, 2A.2.88. Becomes a Practitioner and, since the Dutch
 * profiles refer to a person in a role, a PractitionerRole.
 */
import type { JsonObject } from '../../../fhir/json.js';
import { object } from '../element.js';
import { keyOf, nameOnly, type MappingRun } from '../run.js';
import type { Source } from '../source.js';
import { SYSTEM } from '../systems.js';
import type { Token } from '../types.js';
import { authority, identifierSystem } from './hd.js';
import { xcnName } from './xpn.js';

/** A person, and what a reference shows of it. */
interface ReadProfessional {
  readonly token: Token | undefined;
  readonly display: string | undefined;
  readonly name: JsonObject | undefined;
}

function readProfessional(run: MappingRun, source: Source): ReadProfessional | undefined {
  const read = xcnName(source);
  const number = source.part(1).string;
  const name = read?.name;
  const text = name?.['text'];
  const display = typeof text === 'string' ? text : undefined;
  if (number === undefined) {
    if (display !== undefined) run.site.warn(source, 'reference-incomplete');
    return display === undefined ? undefined : { token: undefined, display, name };
  }
  const system = identifierSystem(
    authority(source.part(9)),
    { kind: 'practitioner', type: source.part(13).code?.toUpperCase() },
    source,
    run.site,
  );
  return { token: { system, value: agbDigits(system, number) }, display, name };
}

/** AGB codes have eight digits; a system that keeps them as numbers loses the first. */
function agbDigits(system: string, number: string): string {
  return system === SYSTEM.agb && /^\d{7}$/.test(number) ? `0${number}` : number;
}

/**
 * A reference to a professional in a role: for `participant`, `requester`, `performer` …
 * @returns only a name for someone without a number
 */
export function practitionerRole(run: MappingRun, source: Source): JsonObject | undefined {
  const read = readProfessional(run, source);
  if (read === undefined) return undefined;
  const practitioner = practitionerOf(run, source, read);
  if (practitioner === undefined || read.token === undefined) {
    return nameOnly('PractitionerRole', read.display);
  }
  const system = run.site.keySystem('practitioner-role');
  const value = run.site.keyValue(read.token.system, read.token.value);
  const role = run.draft({
    type: 'PractitionerRole',
    key: keyOf({ system, value }),
    authority: 'catalogue',
  });
  role.add('identifier', [{ system, value }], source);
  role.set('practitioner', practitioner, source);
  return object({ ...role.reference, display: read.display });
}

/** A reference to the person alone, for the few elements that take no role. */
export function practitioner(run: MappingRun, source: Source): JsonObject | undefined {
  const read = readProfessional(run, source);
  if (read === undefined) return undefined;
  return practitionerOf(run, source, read) ?? nameOnly('Practitioner', read.display);
}

function practitionerOf(
  run: MappingRun,
  source: Source,
  { token, display, name }: ReadProfessional,
): JsonObject | undefined {
  if (token === undefined) return undefined;
  const draft = run.draft({ type: 'Practitioner', key: keyOf(token), authority: 'catalogue' });
  draft.add('identifier', [{ system: token.system, value: token.value }], source);
  if (name !== undefined) draft.set('name', [name], source);
  return object({ ...draft.reference, display });
}

/** MRG: the numbers that are to be no more. HL7 v2.8, 3.4.10. */
import { cx, token } from '../datatype/identifier.js';
import { collect } from '../element.js';
import type { Site } from '../site.js';
import type { SegmentSource } from '../source.js';
import { SYSTEM } from '../systems.js';
import type { PatientIdentifier, Token } from '../types.js';
import { readPatientNumber } from './pid.js';

/** MRG-1, and MRG-4 of older versions. */
export function priorNumbers(mrg: SegmentSource, site: Site): readonly PatientIdentifier[] {
  const sources = [1, 4].flatMap((number) => mrg.field(number).repetitions);
  return collect(sources, (source) => readPatientNumber(source, site)).map(asPatientIdentifier);
}

/** MRG-3. */
export function priorAccount(mrg: SegmentSource, site: Site): Token | undefined {
  const read = cx(mrg.field(3), site, 'account');
  return read === undefined ? undefined : token(read);
}

/** MRG-5, and MRG-6. */
export function priorVisit(mrg: SegmentSource, site: Site): Token | undefined {
  const read = cx(mrg.field(5), site, 'visit') ?? cx(mrg.field(6), site, 'visit');
  return read === undefined ? undefined : token(read);
}

/** A number of a patient as identity takes it. */
export function asPatientIdentifier(read: {
  readonly system: string;
  readonly value: string;
  readonly type: string | undefined;
  readonly path: string;
}): PatientIdentifier {
  const { system, value, type, path } = read;
  return {
    kind: system === SYSTEM.bsn ? 'bsn' : 'local',
    system,
    value,
    path,
    ...(type !== undefined && { type }),
  };
}

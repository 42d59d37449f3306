/** Fields that are longer than anything that is made of them may be. */
import { MAX_STRING_LENGTH } from '../../fhir/long-text.js';
import type { Hl7Location } from '../hl7-error.js';
import type { Hl7Message } from '../parser/message.js';

/**
 * The first field with more characters than a FHIR string may have. Not OBX-5, which may hold whole
 * documents (HL7 v2.8, 7.4.2.5), nor fields of Z-segments, of which nothing may be made.
 */
export function overlongField({ segments }: Hl7Message): Hl7Location | undefined {
  for (const segment of segments) {
    const { name } = segment;
    if (segment.raw.length <= MAX_STRING_LENGTH || name.startsWith('Z')) continue;
    const index = segment.fields.findIndex(
      ({ raw }, at) => raw.length > MAX_STRING_LENGTH && !(name === 'OBX' && at + 1 === CONTENT),
    );
    if (index < 0) continue;
    const sequence = segments.filter((one) => one.name === name).indexOf(segment) + 1;
    return { segment: name, sequence, field: index + 1 };
  }
  return undefined;
}

/** OBX-5, the observation value. */
const CONTENT = 5;

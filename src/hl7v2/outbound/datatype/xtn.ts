/** XTN: telephone numbers and electronic addresses. HL7 v2.8, 2A.2.92. */
import { objectAt, objectsAt, stringAt, type JsonObject } from '../../../fhir/json.js';
import type { Components } from '../../parser/print.js';

/** HL7 table 0201. */
const USES: Readonly<Record<string, string>> = {
  home: 'PRN',
  work: 'WPN',
  temp: 'VHN',
  mobile: 'PRN',
};

/** HL7 table 0202, by the zib's kind of number. */
const EQUIPMENT: Readonly<Record<string, string>> = { LL: 'PH', MC: 'CP', FAX: 'FX', PG: 'BP' };

/** HL7 table 0202, by FHIR's system. */
const OF_SYSTEM: Readonly<Record<string, string>> = { fax: 'FX', pager: 'BP', phone: 'PH' };

/** A way to reach somebody; undefined when it has no value, or is old. */
export function xtn(contact: JsonObject): Components | undefined {
  const value = stringAt(contact, 'value');
  const use = stringAt(contact, 'use') ?? '';
  if (value === undefined || use === 'old') return undefined;
  const system = stringAt(contact, 'system') ?? 'phone';
  if (system === 'email') return ['', 'NET', 'Internet', value];
  const kind = objectsAt(objectAt(contact, '_system') ?? {}, 'extension')
    .flatMap((one) => objectsAt(objectAt(one, 'valueCodeableConcept') ?? {}, 'coding'))
    .map((coding) => EQUIPMENT[stringAt(coding, 'code') ?? ''])
    .find((one) => one !== undefined);
  const equipment = use === 'mobile' ? 'CP' : (kind ?? OF_SYSTEM[system] ?? '');
  return [value, USES[use] ?? 'ORN', equipment];
}

/** Whether it belongs to PID-14 and not to PID-13. */
export function isBusiness(contact: JsonObject): boolean {
  return stringAt(contact, 'use') === 'work';
}

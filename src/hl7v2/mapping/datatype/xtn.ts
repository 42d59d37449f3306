/**
 * XTN: a telephone number or electronic address. HL7 v2.8, 2A.2.92. Becomes a ContactPoint in one of
 * the profiles nl-core-ContactInformation-TelephoneNumbers and -EmailAddresses.
 */
import type { JsonObject } from '../../../fhir/json.js';
import { codeSpecification, coding, element, object } from '../element.js';
import type { Site } from '../site.js';
import type { Source } from '../source.js';
import { SYSTEM } from '../systems.js';
import { dateTime } from './time.js';

/** HL7 table 0201. Uses that FHIR does not have are left out: ORN, EMR, NET, BPN. */
const USES: Readonly<Record<string, string>> = {
  PRN: 'home',
  ASN: 'home',
  WPN: 'work',
  VHN: 'temp',
};

/** HL7 table 0202. */
const EQUIPMENT: Readonly<Record<string, string>> = {
  FX: 'fax',
  BP: 'pager',
  MD: 'other',
  SAT: 'phone',
  TDD: 'other',
  TTY: 'other',
};

/**
 * A way to reach somebody. Whatever has an `@` is an e-mail address, wherever it stands: that is how
 * it is sent.
 * @param use when the message does not say it
 */
export function xtn(source: Source, site: Site, use?: string): JsonObject | undefined {
  const mail = [4, 1, 12]
    .map((part) => source.part(part).string)
    .find((text) => text?.includes('@'));
  const period = element({
    start: dateTime(source.part(13), site),
    end: dateTime(source.part(14), site),
  });
  const useCode = source.part(2).code?.toUpperCase();
  if (mail !== undefined) {
    const kind = useCode === 'WPN' ? 'work' : use;
    return object({ system: 'email', value: mail, use: kind, period });
  }
  const value = phoneNumber(source);
  if (value === undefined) {
    if (source.isValued) site.warn(source, 'telecom-invalid');
    return undefined;
  }
  const equipment = source.part(3).code?.toUpperCase() ?? '';
  const system = EQUIPMENT[equipment] ?? 'phone';
  const type = telecomType(system, equipment, value);
  return object({
    system,
    _system: type === undefined ? undefined : codeSpecification(type),
    value,
    use: useCode === undefined ? use : USES[useCode],
    period,
  });
}

/** The whole number, or one put together from its parts; with at least three digits. */
function phoneNumber(source: Source): string | undefined {
  const [country, area, local, extension] = [5, 6, 7, 8].map((part) => source.part(part).string);
  const whole = source.part(1).string ?? source.part(12).string;
  const composed = [
    country === undefined ? undefined : `+${country.replace(/^\+/, '')}`,
    area,
    local,
  ]
    .filter((part) => part !== undefined)
    .join(' ');
  const number = whole ?? (local === undefined ? undefined : composed);
  if (number === undefined || number.replace(/\D/g, '').length < 3) return undefined;
  return extension === undefined || whole !== undefined ? number : `${number} x${extension}`;
}

/** The zib's kind of number: mobile, land line, fax, pager. */
function telecomType(system: string, equipment: string, value: string): JsonObject | undefined {
  if (system === 'fax') return coding(SYSTEM.telecomType, 'FAX', 'Fax');
  if (system === 'pager') return coding(SYSTEM.addressUse, 'PG', 'Pager');
  if (system !== 'phone') return undefined;
  const isMobile =
    equipment === 'CP' || /^(\+31|0031|0)\s*\(?0?\)?\s*6/.test(value.replace(/-/g, ''));
  if (isMobile) return coding(SYSTEM.addressUse, 'MC', 'Mobile Phone');
  return equipment === 'PH' ? coding(SYSTEM.telecomType, 'LL', 'Land Line') : undefined;
}

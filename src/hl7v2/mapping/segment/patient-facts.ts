/** What identity decides by: the numbers of a PID and the demographics beside them. */
import { stringAt } from '../../../fhir/json.js';
import { collect } from '../element.js';
import type { FamilyName } from '../datatype/family-name.js';
import { integer } from '../datatype/nm.js';
import { date } from '../datatype/time.js';
import { xpn, type ReadName } from '../datatype/xpn.js';
import { xtn } from '../datatype/xtn.js';
import type { Site } from '../site.js';
import type { SegmentSource } from '../source.js';
import { lookUpCode } from '../table/code-table.js';
import { SEX, YES_NO } from '../table/person.js';
import type { Demographics, PatientFacts } from '../types.js';
import { asPatientIdentifier } from './mrg.js';
import { patientNumbers } from './pid.js';

/** The facts of one PID. @param index which PID of the message, from 0 */
export function patientFacts(pid: SegmentSource, index: number, site: Site): PatientFacts {
  const identifiers = patientNumbers(pid, site).map(asPatientIdentifier);
  // Only identity asks for them, and not of every message; reception never does.
  let read: Demographics | undefined;
  const reliability = pid.field(32).repetitions.map((source) => source.code?.toUpperCase());
  // ZorgDomein: PID-31 Y with PID-32 NNNLD says that the citizen service number was checked.
  const isKnown = YES_NO[pid.field(31).code?.toUpperCase() ?? ''] === true;
  return {
    index,
    path: pid.path,
    identifiers,
    hasOnlyUnusable: pid.field(3).isValued && identifiers.length === 0,
    isBsnVerified: isKnown && reliability.includes('NNNLD'),
    get demographics() {
      read ??= demographics(pid, site);
      return read;
    },
  };
}

function demographics(pid: SegmentSource, site: Site): Demographics {
  const names = collect(pid.field(5).repetitions, (source) => xpn(source, site));
  const official = names.find(({ use }) => use === 'official') ?? names[0];
  const callName = names.find(({ use }) => use === 'usual')?.given[0];
  const birthDate = pid.field(7).isValued ? date(pid.field(7), site) : undefined;
  const sex = pid.field(8).isValued
    ? lookUpCode(pid.field(8), site, { field: 'PID-8', table: '0001' }, SEX)
    : undefined;
  const birthOrder = integer(pid.field(25));
  return {
    ...(birthDate !== undefined && { birthDate }),
    ...(sex !== undefined && { gender: sex }),
    ...nameFacts(official),
    given: official?.given ?? [],
    ...(callName !== undefined && { callName }),
    ...addressFacts(pid),
    telecoms: telecoms(pid, site),
    ...(birthOrder !== undefined && { birthOrder }),
  };
}

function nameFacts(name: ReadName | undefined): Partial<FamilyName> {
  return name?.family ?? {};
}

function addressFacts(pid: SegmentSource): Partial<Demographics> {
  const address = pid.field(11);
  const [postalCode, houseNumber, city] = [
    address.part(5).string?.replace(/\s+/g, '').toUpperCase(),
    address.part(1).part(3).string,
    address.part(3).string,
  ];
  return {
    ...(postalCode !== undefined && { postalCode }),
    ...(houseNumber !== undefined && { houseNumber }),
    ...(city !== undefined && { city }),
  };
}

function telecoms(pid: SegmentSource, site: Site): string[] {
  const sources = [13, 14, 40].flatMap((number) => pid.field(number).repetitions);
  return collect(sources, (source) => {
    const contact = source.isNull ? undefined : xtn(source, site);
    return contact === undefined ? undefined : stringAt(contact, 'value');
  });
}

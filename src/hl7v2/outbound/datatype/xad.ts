/** XAD: an address, with the parts of its line as Dutch messages have them. HL7 v2.8, 2A.2.86. */
import {
  isObject,
  objectAt,
  objectsAt,
  stringAt,
  stringsAt,
  type JsonObject,
} from '../../../fhir/json.js';
import { core, nictiz } from '../../mapping/systems.js';
import type { Components } from '../../parser/print.js';

/** HL7 table 0190, by the zib's kind of address and by FHIR's use. */
const TYPES: Readonly<Record<string, string>> = {
  HP: 'H',
  PST: 'M',
  TMP: 'C',
  WP: 'B',
  HV: 'V',
  PHYS: 'S',
  home: 'H',
  work: 'B',
  temp: 'C',
  old: 'BA',
  billing: 'BI',
};

/** An address; undefined when it says nothing. */
export function xad(address: JsonObject): Components | undefined {
  const [street, addition] = line(address);
  const rest = ['city', 'state', 'postalCode'].map((name) => stringAt(address, name) ?? '');
  const [city = '', state = '', postalCode = ''] = rest;
  const country = countryOf(address);
  const text = stringAt(address, 'text');
  if ([...street, addition, ...rest, country].every((part) => part === '')) {
    return text === undefined ? undefined : [[text], '', '', '', '', '', typeOf(address)];
  }
  const zip = postalCode.replace(/^(\d{4}) ([A-Z]{2})$/, '$1$2');
  const district = stringAt(address, 'district') ?? '';
  return [street, addition, city, state, zip, country, typeOf(address), '', district];
}

/** SAD and XAD.2: `street number & street & number` and what is added to the number. */
function line(address: JsonObject): readonly [readonly string[], string] {
  const lines = stringsAt(address, 'line');
  const beside = address['_line'];
  const [first] = Array.isArray(beside) ? beside : [];
  const extensions = isObject(first) ? objectsAt(first, 'extension') : [];
  const part = (name: string): string => {
    const url = core(`iso21090-ADXP-${name}`);
    const found = extensions.find((one) => stringAt(one, 'url') === url);
    return found === undefined ? '' : (stringAt(found, 'valueString') ?? '');
  };
  const [street, number] = [part('streetName'), part('houseNumber')];
  if (street === '' || number === '') return [[lines[0] ?? ''], lines.slice(1).join(', ')];
  const addition = [part('buildingNumberSuffix'), part('unitID')].filter((one) => one !== '');
  return [[`${street} ${number}`, street, number], addition.join(' ')];
}

function countryOf(address: JsonObject): string {
  const beside = objectAt(address, '_country') ?? {};
  const code = objectsAt(beside, 'extension')
    .flatMap((one) => objectsAt(objectAt(one, 'valueCodeableConcept') ?? {}, 'coding'))
    .map((coding) => stringAt(coding, 'code'))
    .find((one) => one !== undefined);
  return code ?? stringAt(address, 'country') ?? '';
}

function typeOf(address: JsonObject): string {
  const kind = objectsAt(address, 'extension')
    .filter((one) => stringAt(one, 'url') === nictiz('ext-AddressInformation.AddressType'))
    .flatMap((one) => objectsAt(objectAt(one, 'valueCodeableConcept') ?? {}, 'coding'))
    .map((coding) => stringAt(coding, 'code'))
    .find((one) => one !== undefined);
  if (kind !== undefined) return TYPES[kind] ?? '';
  if (stringAt(address, 'use') === undefined && stringAt(address, 'type') === 'postal') return 'M';
  return TYPES[stringAt(address, 'use') ?? ''] ?? '';
}

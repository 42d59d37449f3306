/**
 * XAD: an address. HL7 v2.8, 2A.2.86. Becomes an Address in the profile
 * http://nictiz.nl/fhir/StructureDefinition/nl-core-AddressInformation.
 */
import type { JsonObject } from '../../../fhir/json.js';
import { codeSpecification, coding, element, extension, object } from '../element.js';
import type { Site } from '../site.js';
import type { Source } from '../source.js';
import { core, nictiz, SYSTEM } from '../systems.js';
import { ADDRESS_TYPES } from '../table/0190.js';
import { dateTime } from './time.js';

/** An address; undefined when no part of it was sent. */
export function xad(source: Source, site: Site): JsonObject | undefined {
  const type = source.part(7).code?.toUpperCase();
  const meaning = ADDRESS_TYPES[type ?? ''];
  if (type !== undefined && meaning === undefined) {
    site.warn(source.part(7), 'address-type-unknown', { code: type, system: 'HL70190' });
  }
  const country = source.part(6).string;
  const content = element({
    ...line(source),
    city: source.part(3).string,
    district: source.part(9).string,
    state: source.part(4).string,
    postalCode: postalCode(source.part(5).string, country),
    ...countryParts(country),
    period: period(source, site),
  });
  if (content === undefined) return undefined;
  return object({
    extension:
      meaning?.zib === undefined
        ? undefined
        : [
            extension(nictiz('ext-AddressInformation.AddressType'), {
              valueCodeableConcept: { coding: [coding(SYSTEM.addressUse, meaning.zib)] },
            }),
          ],
    use: meaning?.use,
    type: meaning?.type,
    ...content,
  });
}

/** One line with its parts beside it. XAD.2 is the addition to the number in Dutch messages. */
function line(source: Source): Record<string, JsonObject[] | string[]> {
  const [whole, street, number] = [1, 2, 3].map((part) => source.part(1).part(part).string);
  const other = source.part(2).string;
  if (street === undefined || number === undefined) {
    // A stray `&` of a text also divides: then the whole is the line.
    const isDivided = street !== undefined && whole?.startsWith(street) === true;
    const given = [isDivided ? whole : source.part(1).string, other].filter(
      (text) => text !== undefined,
    );
    return given.length === 0 ? {} : { line: given };
  }
  const parts: readonly (readonly [string, string | undefined])[] = [
    ['streetName', street],
    ['houseNumber', number],
    ['buildingNumberSuffix', other],
  ];
  return {
    line: [[street, number, other].filter((text) => text !== undefined).join(' ')],
    _line: [
      {
        extension: parts.flatMap(([name, valueString]) =>
          valueString === undefined
            ? []
            : [extension(core(`iso21090-ADXP-${name}`), { valueString })],
        ),
      },
    ],
  };
}

/** `1234ab` becomes `1234 AB`, as the zib has it. */
function postalCode(text: string | undefined, country: string | undefined): string | undefined {
  const match = /^([1-9]\d{3})\s*([A-Za-z]{2})$/.exec(text ?? '');
  const isDutch = country === undefined || /^(NL|NLD|nederland|6030)$/i.test(country);
  if (match === null || !isDutch) return text;
  return `${match[1] ?? ''} ${(match[2] ?? '').toUpperCase()}`;
}

/** ISO 3166 codes get their code system; names stay names. */
function countryParts(country: string | undefined): Record<string, JsonObject | string> {
  if (country === undefined) return {};
  if (!/^[A-Za-z]{2,3}$/.test(country)) return { country };
  const code = country.toUpperCase();
  return { country: code, _country: codeSpecification(coding(SYSTEM.iso3166, code)) };
}

function period(source: Source, site: Site): JsonObject | undefined {
  // XAD.12 was a range until 2.5, when its ends became parts of their own.
  const [start, end] = [source.part(13), source.part(14)];
  const range = source.part(12);
  return element({
    start: dateTime(start.isValued ? start : range.part(1), site),
    end: dateTime(end.isValued ? end : range.part(2), site),
  });
}

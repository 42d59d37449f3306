/**
 * XPN: a name of a person. HL7 v2.8, 2A.2.89. Becomes a HumanName in the profile
 * http://nictiz.nl/fhir/StructureDefinition/nl-core-NameInformation.
 */
import type { JsonObject, JsonValue } from '../../../fhir/json.js';
import { element, extension, object } from '../element.js';
import type { Site } from '../site.js';
import type { Source } from '../source.js';
import { core } from '../systems.js';
import { NAME_USES } from '../table/0200.js';
import { familyName, type FamilyName } from './family-name.js';
import { dateTime } from './time.js';

/** Where the parts of a name stand: XPN and XCN number them differently. */
interface NameParts {
  readonly family: Source;
  readonly given: string | undefined;
  readonly further: string | undefined;
  readonly suffix: string | undefined;
  readonly prefix: string | undefined;
  readonly degree: string | undefined;
  readonly type: string | undefined;
}

export interface ReadName {
  readonly name: JsonObject;
  readonly use: string | undefined;
  readonly family: FamilyName | undefined;
  readonly given: readonly string[];
}

/** A name; undefined when no part of it was sent. */
export function xpn(source: Source, site: Site): ReadName | undefined {
  const read = readName({
    family: source.part(1),
    given: source.part(2).string,
    further: source.part(3).string,
    suffix: source.part(4).string,
    prefix: source.part(5).string,
    degree: source.part(6).string,
    type: source.part(7).code,
  });
  if (read === undefined) return undefined;
  const period = element({
    start: dateTime(source.part(12), site),
    end: dateTime(source.part(13), site),
  });
  if (source.part(7).code !== undefined && read.use === undefined) {
    site.warn(source.part(7), 'code-unmapped', { code: source.part(7).code, system: 'HL70200' });
  }
  return period === undefined ? read : { ...read, name: { ...read.name, period } };
}

/** The name of an XCN: a professional. */
export function xcnName(source: Source): ReadName | undefined {
  return readName({
    family: source.part(2),
    given: source.part(3).string,
    further: source.part(4).string,
    suffix: source.part(5).string,
    prefix: source.part(6).string,
    degree: source.part(7).string,
    // Names of professionals are their official ones whatever the type says.
    type: undefined,
  });
}

function readName(parts: NameParts): ReadName | undefined {
  const family = familyName(parts.family);
  const given = [...givenNames(parts.given), ...givenNames(parts.further)];
  if (family === undefined && given.length === 0) return undefined;
  const use = NAME_USES[(parts.type ?? '').toUpperCase()];
  // A call name is no more than that; the zib has neither parts nor a text of it.
  const isCallName = use === 'usual' && family === undefined;
  const name = object({
    ...familyElements(family),
    use,
    text: isCallName ? undefined : nameText(family, given, parts),
    given: [...given],
    _given: isCallName ? [] : given.map(qualifier),
    prefix: parts.prefix === undefined ? undefined : [parts.prefix],
    suffix: [parts.suffix, parts.degree].filter((one) => one !== undefined),
  });
  return { name, use, family, given };
}

/** The surname, its parts beside it, and how they are used. */
function familyElements(family: FamilyName | undefined): Record<string, JsonValue | undefined> {
  if (family === undefined) return {};
  const { usage } = family;
  return {
    extension:
      usage === undefined
        ? undefined
        : [extension(core('humanname-assembly-order'), { valueCode: usage })],
    family: family.family,
    _family: familyParts(family),
  };
}

/** `Johanna Maria` are two names, `A.B.` two initials. */
function givenNames(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(/\s+/)
    .flatMap((word) => (INITIALS.test(word) ? (word.match(INITIAL) ?? []) : [word]))
    .filter((word) => word !== '');
}

/** One or more capitals with full stops; digraphs such as `Th.` and `IJ.` count as one. */
const INITIALS = /^(?:\p{Lu}\p{L}{0,2}\.)+$/u;
const INITIAL = /\p{Lu}\p{L}{0,2}\./gu;

function qualifier(name: string): JsonObject {
  const isInitial = /^\p{Lu}\p{L}{0,2}\.$/u.test(name) || /^\p{Lu}$/u.test(name);
  return {
    extension: [extension(core('iso21090-EN-qualifier'), { valueCode: isInitial ? 'IN' : 'BR' })],
  };
}

function familyParts(family: FamilyName): JsonObject | undefined {
  const parts: readonly (readonly [string, string | undefined])[] = [
    ['own-prefix', family.ownPrefix],
    ['own-name', family.ownName],
    ['partner-prefix', family.partnerPrefix],
    ['partner-name', family.partnerName],
  ];
  const extensions = parts.flatMap(([name, valueString]) =>
    valueString === undefined ? [] : [extension(core(`humanname-${name}`), { valueString })],
  );
  return extensions.length === 0 ? undefined : { extension: extensions };
}

/** `Dr. J.P. van Putten MSc`: initials close up, names are apart. */
function nameText(
  family: FamilyName | undefined,
  given: readonly string[],
  parts: NameParts,
): string {
  const names = given.reduce(
    (text, name) => (text.endsWith('.') && name.endsWith('.') ? text + name : `${text} ${name}`),
    '',
  );
  return [parts.prefix, names.trim(), family?.family, parts.suffix, parts.degree]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
}

/** XPN and FN: names of persons. HL7 v2.8, 2A.2.89, 2A.2.30; the Dutch parts of a surname in FN. */
import { objectAt, objectsAt, stringAt, stringsAt, type JsonObject } from '../../../fhir/json.js';
import { core } from '../../mapping/systems.js';
import type { Components } from '../../parser/print.js';

/** HL7 table 0200. */
const TYPES: Readonly<Record<string, string>> = {
  official: 'L',
  usual: 'N',
  nickname: 'N',
  maiden: 'M',
  temp: 'TEMP',
  anonymous: 'S',
  old: 'BAD',
};

/** A name; undefined when it has neither surname nor given names. */
export function xpn(name: JsonObject): Components | undefined {
  const parts = nameParts(name);
  if (parts === undefined) return undefined;
  const type = TYPES[stringAt(name, 'use') ?? 'official'] ?? 'L';
  return [parts.family, parts.given, parts.further, parts.suffix, parts.prefix, '', type];
}

export interface NameParts {
  readonly family: readonly string[];
  readonly given: string;
  readonly further: string;
  readonly suffix: string;
  readonly prefix: string;
}

/** The parts of a name as XPN and XCN have them; a name of nothing but a text is a surname. */
export function nameParts(name: JsonObject): NameParts | undefined {
  const text = stringAt(name, 'text');
  const family = stringAt(name, 'family');
  const [given = '', ...further] = stringsAt(name, 'given');
  if (family === undefined && given === '' && text === undefined) return undefined;
  const isText = family === undefined && given === '';
  return {
    family: isText ? [text ?? ''] : familyParts(family, objectAt(name, '_family')),
    given,
    further: further.join(' '),
    suffix: stringsAt(name, 'suffix').join(' '),
    prefix: stringsAt(name, 'prefix').join(' '),
  };
}

const PARTS = ['own-prefix', 'own-name', 'partner-prefix', 'partner-name'];

/** FN: the whole, then own prefix, own name, partner's prefix, partner's name. */
function familyParts(family: string | undefined, beside: JsonObject | undefined): string[] {
  const extensions = objectsAt(beside ?? {}, 'extension');
  const parts = PARTS.map((part) => {
    const found = extensions.find((one) => stringAt(one, 'url') === core(`humanname-${part}`));
    return found === undefined ? '' : (stringAt(found, 'valueString') ?? '');
  });
  return [family ?? '', ...parts];
}

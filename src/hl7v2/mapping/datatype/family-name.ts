/**
 * FN: a surname in parts. HL7 v2.8, 2A.2.30: surname & own prefix & own surname & partner's prefix &
 * partner's surname. The zib NameInformation has the same parts, and a code for how they are used.
 */
import type { Source } from '../source.js';

export interface FamilyName {
  /** As it is used: `van Houten-van den Heuvel`. */
  readonly family: string;
  readonly ownPrefix?: string;
  readonly ownName?: string;
  readonly partnerPrefix?: string;
  readonly partnerName?: string;
  readonly usage?: NameUsage;
}

/** NL1 own, NL2 partner's, NL3 partner's and own, NL4 own and partner's. */
export type NameUsage = 'NL1' | 'NL2' | 'NL3' | 'NL4';

/** Dutch and common foreign prefixes, the longer before those that they begin with. */
const PREFIXES = (
  "van der|van den|van de|van het|van 't|van ter|van ten|von der|von den|van|von|de la|de le|del|della|" +
  "de|den|der|des|du|d'|di|da|dos|do|la|le|les|los|'s|'t|in 't|in de|in den|in der|in het|op 't|" +
  "op de|op den|op der|op ten|op ter|aan 't|aan de|aan den|aan der|bij de|bij den|onder de|over de|" +
  'uit de|uit den|uit het|voor de|voor den|te|ten|ter|tot|toe|el|al|ben|bin|zu|zum|zur|zur'
)
  .split('|')
  .sort((one, other) => other.length - one.length);

/**
 * Reads a surname. When it was sent whole, its prefix is split off if that can be done without doubt:
 * not when two surnames are joined.
 */
export function familyName(source: Source): FamilyName | undefined {
  const [family, ownPrefix, ownName, partnerPrefix, partnerName] = [1, 2, 3, 4, 5].map(
    (number) => source.part(number).string,
  );
  if (ownName === undefined && partnerName === undefined) {
    return family === undefined ? undefined : wholeName(family, ownPrefix);
  }
  const own = joined(ownPrefix, ownName);
  const partner = joined(partnerPrefix, partnerName);
  const usage = usageOf(family, own, partner);
  const isUsable = family !== undefined && !isTurned(family, own);
  return {
    family: isUsable ? family : compose(own, partner, usage),
    // zib-NameInformation-1 and -2: no prefix without its name.
    ...(ownName !== undefined && withPrefix('own', ownPrefix, ownName)),
    ...(partnerName !== undefined && withPrefix('partner', partnerPrefix, partnerName)),
    ...(usage !== undefined && { usage }),
  };
}

function withPrefix(
  whose: 'own' | 'partner',
  prefix: string | undefined,
  name: string,
): Partial<FamilyName> {
  return { [`${whose}Name`]: name, ...(prefix !== undefined && { [`${whose}Prefix`]: prefix }) };
}

/** `Berg, van der`, `van der Berg` or `DUCK`. */
function wholeName(sent: string, ownPrefix: string | undefined): FamilyName {
  const [name = '', prefix] = sent.split(',', 2).map((part) => part.trim());
  const family = prefix === undefined || !isPrefix(prefix) ? sent : `${prefix} ${name}`;
  if (ownPrefix !== undefined) {
    const ownName = withoutPrefix(family, ownPrefix);
    return { family: joined(ownPrefix, ownName) ?? family, ownPrefix, ownName };
  }
  if (/[-–/]/.test(family)) return { family };
  const found = PREFIXES.find((one) => family.toLowerCase().startsWith(prefixStart(one)));
  if (found === undefined) return { family, ownName: family };
  return {
    family,
    ownPrefix: family.slice(0, found.length),
    ownName: family.slice(found.length).trim(),
  };
}

function prefixStart(prefix: string): string {
  return prefix.endsWith("'") ? prefix : `${prefix} `;
}

function isPrefix(text: string): boolean {
  return PREFIXES.includes(text.trim().toLowerCase());
}

function withoutPrefix(family: string, prefix: string): string {
  const begins = family.toLowerCase().startsWith(prefix.toLowerCase());
  const rest = begins ? family.slice(prefix.length).trim() : family;
  return rest === '' ? family : rest;
}

function joined(prefix: string | undefined, name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  if (prefix === undefined) return name;
  return prefix.endsWith("'") ? prefix + name : `${prefix} ${name}`;
}

/** `Heuvel, van den`: for registers, not for letters. */
function isTurned(family: string, own: string | undefined): boolean {
  return family.includes(',') && own !== undefined && !own.includes(',');
}

/** Only someone with a partner's name has a choice. */
function usageOf(
  family: string | undefined,
  own: string | undefined,
  partner: string | undefined,
): NameUsage | undefined {
  if (partner === undefined) return undefined;
  if (own === undefined) return 'NL2';
  if (family === undefined) return undefined;
  const candidates: readonly (readonly [NameUsage, string])[] = [
    ['NL1', own],
    ['NL2', partner],
    ['NL3', `${partner}-${own}`],
    ['NL4', `${own}-${partner}`],
  ];
  return candidates.find(([, text]) => folded(text) === folded(family))?.[0];
}

function folded(text: string): string {
  return text.toLowerCase().replace(/[\s,–-]+/g, '');
}

function compose(
  own: string | undefined,
  partner: string | undefined,
  usage: NameUsage | undefined,
): string {
  if (own === undefined || usage === 'NL2') return partner ?? own ?? '';
  if (usage === 'NL3' && partner !== undefined) return `${partner}-${own}`;
  if (usage === 'NL4' && partner !== undefined) return `${own}-${partner}`;
  return own;
}

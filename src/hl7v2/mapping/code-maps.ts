/**
 * The code maps of a feed: ConceptMaps by field or by table.
 * https://hl7.org/fhir/R4/conceptmap.html
 */
import { objectsAt, stringAt, type JsonObject } from '../../fhir/json.js';
import type { CodeMapSetting } from './settings.js';

/** A code as a map gives or takes it. */
export interface MapCode {
  readonly system?: string;
  readonly code: string;
  readonly display?: string;
}

/** Equivalences under which the target may stand for the source. */
const USABLE = new Set([
  undefined,
  'equivalent',
  'equal',
  'wider',
  'subsumes',
  'relatedto',
  'inexact',
]);

interface Rule {
  readonly source: string | undefined;
  readonly codes: ReadonlyMap<string, readonly MapCode[]>;
  /** `group.unmapped`: fixed, or the code as it is. */
  readonly otherwise: ((code: string) => readonly MapCode[]) | undefined;
}

export class CodeMaps {
  readonly #rules = new Map<string, Rule[]>();
  /** Places whose maps the settings name and nobody has. */
  readonly missing: readonly string[];

  constructor(
    settings: readonly CodeMapSetting[],
    conceptMap: (url: string) => JsonObject | undefined,
  ) {
    const missing: string[] = [];
    for (const { at, conceptMap: given } of settings) {
      const map = typeof given === 'string' ? conceptMap(given) : given;
      if (map === undefined) missing.push(at);
      else this.#rules.set(at, [...(this.#rules.get(at) ?? []), ...rulesOf(map)]);
    }
    this.missing = missing;
  }

  /**
   * What the maps of a place make of a code. A map for the field comes before one for its table.
   * @param places such as `['OBX-3', 'HL70085']`
   */
  translate(places: readonly string[], code: MapCode): readonly MapCode[] {
    for (const place of places) {
      const rules = this.#rules.get(place) ?? [];
      const applicable = rules.filter(
        ({ source }) => source === undefined || source === code.system,
      );
      const targets = applicable.flatMap((rule) => rule.codes.get(code.code) ?? []);
      if (targets.length > 0) return targets;
      const others = applicable.flatMap((rule) => rule.otherwise?.(code.code) ?? []);
      if (others.length > 0) return others;
    }
    return [];
  }
}

function rulesOf(map: JsonObject): Rule[] {
  return objectsAt(map, 'group').map((group) => {
    const target = stringAt(group, 'target');
    const unmapped = objectsAt({ unmapped: [group['unmapped'] ?? null] }, 'unmapped')[0];
    return {
      source: stringAt(group, 'source'),
      codes: new Map(
        objectsAt(group, 'element').map((one) => [
          stringAt(one, 'code') ?? '',
          objectsAt(one, 'target').flatMap((to) => mapCode(to, target)),
        ]),
      ),
      otherwise: unmapped === undefined ? undefined : whenUnmapped(unmapped, target),
    };
  });
}

function mapCode(target: JsonObject, system: string | undefined): MapCode[] {
  const code = stringAt(target, 'code');
  const display = stringAt(target, 'display');
  if (code === undefined || !USABLE.has(stringAt(target, 'equivalence'))) return [];
  return [
    { code, ...(system !== undefined && { system }), ...(display !== undefined && { display }) },
  ];
}

function whenUnmapped(
  unmapped: JsonObject,
  system: string | undefined,
): ((code: string) => readonly MapCode[]) | undefined {
  const mode = stringAt(unmapped, 'mode');
  if (mode === 'fixed') return () => mapCode(unmapped, system);
  if (mode === 'provided') return (code) => mapCode({ code }, system);
  return undefined;
}

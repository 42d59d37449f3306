/**
 * What a conversion has to know about the sender: its settings, the systems of its numbers and
 * codes, its clock; and where its findings go.
 */
import { createHash } from 'node:crypto';
import type { JsonObject } from '../../fhir/json.js';
import type { MessageHeader } from '../parser/header.js';
import { CodeMaps } from './code-maps.js';
import type { MappingSettings } from './settings.js';
import { withoutControls, type Source } from './source.js';
import { MAPPING_RULES, type MappingRule, type MappingWarning } from './warning.js';

/** What of a source a warning can point at. */
interface Place {
  readonly path: string;
}

/** More than these say nothing new, and a message can give rise to any number. */
const MOST_WARNINGS = 500;

export class Site {
  readonly settings: MappingSettings;
  readonly header: MessageHeader;
  readonly codeMaps: CodeMaps;
  readonly #warnings: MappingWarning[] = [];
  readonly #warned = new Set<string>();

  constructor(
    settings: MappingSettings,
    header: MessageHeader,
    conceptMap: (url: string) => JsonObject | undefined,
  ) {
    this.settings = settings;
    this.header = header;
    this.codeMaps = new CodeMaps(settings.codeMaps, conceptMap);
    for (const name of this.codeMaps.missing) {
      this.warn({ path: 'MSH' }, 'setting-unusable', { code: name });
    }
  }

  get warnings(): readonly MappingWarning[] {
    return this.#warnings;
  }

  /** The same finding about the same place and code is reported once. */
  warn(
    place: Place,
    rule: MappingRule,
    about: { readonly code?: string | undefined; readonly system?: string | undefined } = {},
  ): void {
    const { code, system } = about;
    const key = [place.path, rule, code, system].join('\n');
    if (this.#warned.has(key) || this.#warnings.length > MOST_WARNINGS) return;
    if (this.#warnings.length === MOST_WARNINGS) {
      const last = 'warnings-omitted';
      this.#warnings.push({ path: place.path, rule: last, text: MAPPING_RULES[last] });
      return;
    }
    this.#warned.add(key);
    this.#warnings.push({
      path: place.path,
      rule,
      text: MAPPING_RULES[rule],
      ...(code !== undefined && { code }),
      ...(system !== undefined && { system }),
    });
  }

  /** Whose local numbers and codes these are. */
  get scope(): string {
    const { sendingFacility, sendingApplication } = this.header;
    return (
      this.settings.scope ?? withoutControls(sendingFacility ?? sendingApplication ?? 'unknown')
    );
  }

  /**
   * A system for something that has none of its own: stable, and the sender's alone. `urn:hl7v2` is
   * not a registered namespace; the settings can give every one of these a proper system.
   */
  localSystem(...names: readonly string[]): string {
    return ['urn:hl7v2', this.scope, ...names]
      .map((name, index) => (index === 0 ? name : encodeURIComponent(name)))
      .join(':');
  }

  /** The system of keys that are made here. @param kind what is identified, such as `observation` */
  keySystem(kind: string): string {
    return this.localSystem('key', kind);
  }

  /** A key made of what identifies something. Hashed: its parts can be long, or a person's. */
  keyValue(...parts: readonly (string | undefined)[]): string {
    const text = parts.map((part) => part ?? '').join('\u001f');
    return createHash('sha256').update(text).digest('hex').slice(0, 32);
  }
}

/** A conversion of one value of a message. */
export type Convert<T> = (source: Source, site: Site) => T | undefined;

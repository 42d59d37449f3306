/** CWE and CE: codes. HL7 v2.8, 2A.2.13. */
import { objectsAt, stringAt, type JsonObject } from '../../../fhir/json.js';
import type { Components } from '../../parser/print.js';
import type { NamingSettings } from '../destination.js';
import { codeSystemName } from '../naming.js';

/** The first two codings of a concept, and its text; undefined when it has neither. */
export function cwe(
  concept: JsonObject | undefined,
  naming: NamingSettings,
): Components | undefined {
  if (concept === undefined) return undefined;
  const text = stringAt(concept, 'text');
  const codings = objectsAt(concept, 'coding').filter(
    (coding) => stringAt(coding, 'code') !== undefined,
  );
  const [first, second] = codings;
  if (first === undefined) return text === undefined ? undefined : ['', text];
  const display = stringAt(first, 'display');
  const main = [stringAt(first, 'code'), display ?? text, systemName(first, naming)];
  const alternate =
    second === undefined
      ? []
      : [stringAt(second, 'code'), stringAt(second, 'display'), systemName(second, naming)];
  if (text === undefined || display === undefined || text === display)
    return [...main, ...alternate];
  // Component 9, which older receivers ignore.
  const nine = [...main, ...alternate, ...Array.from<string>({ length: 8 }).fill('')].slice(0, 8);
  return [...nine, text];
}

function systemName(coding: JsonObject, naming: NamingSettings): string {
  return codeSystemName(stringAt(coding, 'system'), naming);
}

/** The code that a concept has in one of some systems, in their order. */
export function codeIn(
  concept: JsonObject | undefined,
  ...systems: readonly string[]
): string | undefined {
  const codings = objectsAt(concept ?? {}, 'coding');
  return systems
    .map((system) => codings.find((coding) => stringAt(coding, 'system') === system))
    .map((coding) => (coding === undefined ? undefined : stringAt(coding, 'code')))
    .find((code) => code !== undefined);
}

/** How values are written: as JSON, a lone code as `system#code`. */
import type { ValueFact } from './model.js';

const CODED = ['CodeableConcept', 'Coding', 'Quantity'];

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `system#code` when the value is exactly that and comes back the same. */
function writeCoding(value: unknown): string | undefined {
  if (!isObject(value) || Object.keys(value).length !== 2) return undefined;
  const { system, code } = value;
  if (typeof system !== 'string' || typeof code !== 'string') return undefined;
  const plain = /^[a-z][^\s#]*$/.test(system) && /^\S+$/.test(code);
  return plain ? `${system}#${code}` : undefined;
}

function readCoding(text: string): { system: string; code: string } {
  const hash = text.indexOf('#');
  return { system: text.slice(0, hash), code: text.slice(hash + 1) };
}

function writeConcept(value: unknown): string | undefined {
  if (!isObject(value) || Object.keys(value).length !== 1) return undefined;
  const { coding } = value;
  if (!Array.isArray(coding) || coding.length === 0) return undefined;
  const codes = coding.map(writeCoding);
  return codes.includes(undefined) ? undefined : codes.join(' ');
}

/** `Type value`. */
export function writeValue({ type, value }: ValueFact): string {
  const short = type === 'CodeableConcept' ? writeConcept(value) : writeCoding(value);
  return `${type} ${(CODED.includes(type) ? short : undefined) ?? JSON.stringify(value)}`;
}

/** @throws SyntaxError when it is neither JSON nor a code. */
export function readValue(text: string): ValueFact {
  const space = text.indexOf(' ');
  const type = text.slice(0, space);
  const written = text.slice(space + 1);
  if (!CODED.includes(type) || !/^[a-z][^\s#]*#/.test(written)) {
    return { type, value: JSON.parse(written) as unknown };
  }
  if (type !== 'CodeableConcept') return { type, value: readCoding(written) };
  return { type, value: { coding: written.split(' ').map(readCoding) } };
}

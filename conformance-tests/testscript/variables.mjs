/**
 * The variables of a script (https://hl7.org/fhir/R4/testscript-definitions.html#TestScript.variable)
 * and the placeholders that stand for them: `${name}`, `${DATE, T, D, -10}`, `${CURRENTDATE}`,
 * `${UUID}` and `${UUID-ST}`, the last two new wherever they stand.
 */
import { randomUUID } from 'node:crypto';
import { withDates } from './dates.mjs';
import { evaluate } from './fhirpath.mjs';
import { valuesAtPath } from './path.mjs';
import { ScriptError } from './problem.mjs';

const PLACEHOLDER = /\$\{([^${}]+)\}/g;
const MAX_NESTING = 10;

export class Variables {
  #declared;
  #set;
  #date;
  #sourceOf;
  /** Defaults are filled in once, so that a new UUID stays the same during the script. */
  #defaults = new Map();

  /**
   * @param {object[]} declared `TestScript.variable`
   * @param {{set?: Record<string, string>, date: string,
   *   sourceOf: (id?: string) => {content: object, headers?: Headers} | undefined}} context values
   *   that are given from outside; the date of the test; what a `sourceId` names, or the last response
   */
  constructor(declared, { set = {}, date, sourceOf }) {
    this.#declared = new Map(declared.map((one) => [one.name, one]));
    this.#set = set;
    this.#date = date;
    this.#sourceOf = sourceOf;
  }

  /**
   * @param {string} text
   * @param {(value: string) => string} [escape] for the values of variables
   * @returns {string}
   * @throws {ScriptError} when a placeholder has no value
   */
  fill(text, escape = (value) => value) {
    return this.#filled(text, escape, (name) => {
      throw new ScriptError(`The variable ${name} has no value.`);
    });
  }

  /** Like `fill`, but leaves alone what has no value: a body may have `${` in it. */
  fillBody(text, escape) {
    return this.#filled(text, escape, (name) => `\${${name}}`);
  }

  /** @returns {string | undefined} */
  value(name, nesting = 0) {
    if (nesting > MAX_NESTING) throw new ScriptError(`The variable ${name} is defined by itself.`);
    if (Object.hasOwn(this.#set, name)) return this.#set[name];
    const variable = this.#declared.get(name);
    if (variable === undefined) return undefined;
    return this.#found(variable, nesting) ?? this.#default(variable, nesting);
  }

  #filled(text, escape, missing) {
    const dated = withDates(
      text,
      (name) => this.value(name) ?? (name === 'T' ? this.#date : undefined),
    );
    return dated.replace(PLACEHOLDER, (_, name) => {
      const own = this.#builtIn(name);
      if (own !== undefined) return own;
      const value = this.value(name);
      return value === undefined ? missing(name) : escape(value);
    });
  }

  #builtIn(name) {
    if (name === 'CURRENTDATE') return this.#date;
    if (name === 'UUID') return randomUUID();
    return name === 'UUID-ST' ? `urn:uuid:${randomUUID()}` : undefined;
  }

  #default({ name, defaultValue }, nesting) {
    if (defaultValue === undefined) return undefined;
    if (!this.#defaults.has(name)) {
      const valueOf = (other) => this.value(other, nesting + 1);
      const dated = withDates(defaultValue, valueOf);
      this.#defaults.set(
        name,
        dated.replace(
          PLACEHOLDER,
          (whole, other) => this.#builtIn(other) ?? valueOf(other) ?? whole,
        ),
      );
    }
    return this.#defaults.get(name);
  }

  /** What an earlier exchange or a fixture gives. */
  #found({ expression, headerField, path, sourceId }, nesting) {
    if (expression === undefined && headerField === undefined && path === undefined)
      return undefined;
    const source = this.#sourceOf(sourceId);
    if (source === undefined) return undefined;
    if (headerField !== undefined) return source.headers?.get(headerField) ?? undefined;
    if (!source.content.hasResource) return undefined;
    const values =
      expression === undefined
        ? valuesAtPath(source.content, this.#inside(path, nesting))
        : evaluate(source.content.resource, this.#inside(expression, nesting));
    return values.length === 0 ? undefined : asText(values[0]);
  }

  #inside(text, nesting) {
    return text.replace(PLACEHOLDER, (whole, name) => this.value(name, nesting + 1) ?? whole);
  }
}

/** @returns {string} a value as it is compared: what is complex as JSON */
export function asText(value) {
  if (typeof value === 'string') return value;
  return value !== null && typeof value === 'object' && value.constructor === Object
    ? JSON.stringify(value)
    : String(value);
}

/** How values are written into a body of this format. */
export function escapeFor(format) {
  if (format === 'json') return (value) => JSON.stringify(value).slice(1, -1);
  if (format !== 'xml') return (value) => value;
  return (value) => value.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** FHIRPath over resources, by fhirpath.js with the model of R4. */
import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4';

const types = new Map([...r4.availableTypes].map((name) => [name.toLowerCase(), name]));
const compiled = new Map();
const MAX_COMPILED = 5000;

/**
 * Published scripts ask `startsWith` of none and of several values, which FHIRPath has no answer for
 * and the platform that they were written on does. Here one of the values has to start so.
 */
const startsWith = {
  fn: (values, prefix) => [values.some((value) => String(value).startsWith(prefix))],
  arity: { 1: ['String'] },
};
const OPTIONS = { async: false, userInvocationTable: { startsWith } };

const named = Object.entries(r4.path2Type).map(([path, type]) => [path.replace(/^.*\./, ''), type]);
const others = new Set(named.filter(([, type]) => type !== 'boolean').map(([name]) => name));
/** True for the name of elements that are booleans wherever they occur. */
const isBoolean = (name) => !others.has(name) && named.some(([other]) => other === name);

/**
 * @param {object} resource
 * @param {string} expression
 * @returns {unknown[]} plain values
 * @throws when the expression can't be read or computed
 */
export function evaluate(resource, expression) {
  let run = compiled.get(expression);
  if (run === undefined) {
    if (compiled.size >= MAX_COMPILED) compiled.clear();
    run = fhirpath.compile(withPresence(withTypeNames(expression)), r4, OPTIONS);
    compiled.set(expression, run);
  }
  return run(resource, { resource, rootResource: resource });
}

/**
 * Scripts exist that ask `is(coding)`, which no model knows. Their meaning is clear, and engines that
 * pass over it would make the assertion empty.
 */
function withTypeNames(expression) {
  return expression.replace(/\b(is|as|ofType)\(([A-Za-z]+)\)/g, (whole, name, type) => {
    if (r4.availableTypes.has(type)) return whole;
    const known = types.get(type.toLowerCase());
    return known === undefined ? whole : `${name}(${known})`;
  });
}

/**
 * `where(system and value)` asks whether both are there: one item where a boolean is wanted counts as
 * true (https://hl7.org/fhirpath/N1/#singleton-evaluation-of-collections). fhirpath.js sees nothing in
 * an element that has an extension instead of a value.
 */
function withPresence(expression) {
  return expression.replace(/\(([a-z]\w*) and ([a-z]\w*)\)/g, (whole, one, other) =>
    isBoolean(one) || isBoolean(other) ? whole : `(${one}.exists() and ${other}.exists())`,
  );
}

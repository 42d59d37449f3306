/** How a path or method that no interaction has is refused. */
import { FhirError } from '../fhir/errors.js';

/** @throws FhirError `method-not-allowed` unless the method is one of these */
export function allow({ method }: { readonly method: string }, methods: readonly string[]): void {
  if (!methods.includes(method)) throw notAllowed(methods);
}

export function notAllowed(methods: readonly string[]): FhirError {
  const all = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  return new FhirError('method-not-allowed', `Allowed here: ${all.join(', ')}.`, {
    headers: { Allow: all.join(', ') },
  });
}

export function unknownType(type: string): FhirError {
  const shown = /^[A-Za-z]{1,64}$/.test(type) ? `: ${type}` : '';
  return new FhirError('unknown-type', `R4 has no such resource type${shown}.`);
}

export function unknownPath(): FhirError {
  return new FhirError('unknown-interaction', 'There is no such interaction or operation here.');
}

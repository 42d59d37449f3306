/**
 * What a search can be refused for. Messages name the parameter and say what form is expected; they
 * never repeat the value, which may be personal data.
 */
import { FhirError } from '../../fhir/errors.js';

/** Names are what a client wrote; more than this of one helps nobody. */
const MAX_NAME = 64;

/**
 * A parameter, modifier or chain that this server does not know. `Prefer: handling=lenient` lets a
 * search go on without it: https://hl7.org/fhir/R4/search.html#errors
 */
export class NotUnderstoodError extends FhirError {
  readonly reason: string;

  constructor(name: string, reason: string) {
    super('invalid-request', messageFor(name, reason));
    this.reason = `${reason}.`;
  }
}

/** A value of the wrong form, or too many of them: refused, however lenient the client is. */
export function wrongValue(name: string, reason: string): FhirError {
  return new FhirError('invalid-request', messageFor(name, reason));
}

export function unknownModifier(name: string, modifier: string): NotUnderstoodError {
  return new NotUnderstoodError(
    name,
    `the modifier :${modifier.slice(0, MAX_NAME)} is not supported`,
  );
}

/** A name as it is shown to the client. */
export function shownName(name: string): string {
  return name.slice(0, MAX_NAME);
}

function messageFor(name: string, reason: string): string {
  return `Search parameter "${shownName(name)}": ${reason}.`;
}

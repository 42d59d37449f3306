/** The variables of FHIR's constraints: https://hl7.org/fhir/R4/fhirpath.html#variables */
import type { Variables } from '../../fhirpath/engine/environment.js';
import type { FhirNode } from '../../fhirpath/engine/node.js';
import type { Collection } from '../../fhirpath/engine/values.js';
import type { Run } from './run.js';

const CONSTANTS: ReadonlyMap<string, Collection> = new Map([
  ['ucum', ['http://unitsofmeasure.org']],
  ['sct', ['http://snomed.info/sct']],
  ['loinc', ['http://loinc.org']],
]);

const NAMES = ['context', 'resource', 'rootResource', ...CONSTANTS.keys()];

export class InvariantVariables implements Variables {
  readonly names = NAMES;
  readonly #context: Collection;
  readonly #run: Run;
  readonly #extension: FhirNode | undefined;

  /** @param extension where an expression is about the element that holds it: `%extension` */
  constructor(context: Collection, run: Run, extension?: FhirNode) {
    this.#context = context;
    this.#run = run;
    this.#extension = extension;
  }

  get(name: string): Collection | undefined {
    if (name === 'resource') return [this.#run.resource];
    if (name === 'rootResource') return [this.#run.root];
    if (name === 'extension') return this.#extension && [this.#extension];
    return name === 'context' ? this.#context : CONSTANTS.get(name);
  }
}

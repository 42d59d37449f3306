/** Judges resources. Knows no HTTP and no SQL; what is wrong comes back as a report. */
import type { Resource } from '../fhir/resource.js';
import type { Definitions } from '../packages/registry.js';
import { TypeCompiler } from './compile/type.js';
import { Findings, type ValidationReport } from './report.js';

export interface Validator {
  /** Checks a resource, with all that it contains, against the base definitions of its type. */
  validate(resource: Resource): ValidationReport;
}

export function createValidator(definitions: Definitions): Validator {
  const compiler = new TypeCompiler(definitions);
  return {
    validate(resource) {
      const findings = new Findings(resource.resourceType);
      compiler.checkResource(resource, findings);
      return findings;
    },
  };
}

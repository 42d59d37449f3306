import { narrativeProblem } from '../../formats/xml/narrative.js';
import type { ValueCheck } from './element.js';
import { kindOf } from './element.js';

/** `Narrative.div`: https://hl7.org/fhir/R4/narrative.html#xhtml */
export const checkNarrative: ValueCheck = (value, findings) => {
  if (typeof value !== 'string') {
    findings.add('json-type', `narrative is a string in JSON, not ${kindOf(value)}.`);
    return;
  }
  const problem = value === '' ? 'is empty' : narrativeProblem(value);
  if (problem !== undefined) findings.add('narrative', `the narrative ${problem}.`);
};

/** minValue[x], maxValue[x], maxLength: https://hl7.org/fhir/R4/elementdefinition.html */
import type { ElementDefinition } from '@medplum/fhirtypes';
import { isObject, type JsonValue } from '../../fhir/json.js';
import { FhirNode } from '../../fhirpath/engine/node.js';
import { compare, FhirPathError } from '../../fhirpath/engine/values.js';
import type { Origin } from '../report.js';
import { constantAt } from './pattern.js';
import { momentFrom, quantityOrder, type Order } from './quantity.js';
import type { ElementCheck, Run } from './run.js';

export function limitChecks(definition: ElementDefinition, origin: Origin): ElementCheck[] {
  const min = constantAt(definition, 'minValue');
  const max = constantAt(definition, 'maxValue');
  const { maxLength } = definition;
  return [
    ...(min === undefined ? [] : [limitCheck({ value: min, side: 'minimum' }, origin)]),
    ...(max === undefined ? [] : [limitCheck({ value: max, side: 'maximum' }, origin)]),
    ...(maxLength === undefined ? [] : [lengthCheck(maxLength, origin)]),
  ];
}

interface Limit {
  readonly value: JsonValue;
  readonly side: 'minimum' | 'maximum';
}

function limitCheck(limit: Limit, origin: Origin): ElementCheck {
  const { side } = limit;
  const wrong = side === 'minimum' ? -1 : 1;
  return (node, run) => {
    const order = orderOf(node, limit, run);
    if (order === 'unknown') {
      run.note('value-range', node, `the value could not be compared with the ${side}.`, {
        origin,
        severity: 'warning',
      });
    } else if (order === wrong) {
      run.report('value-range', node, `the value is beyond the ${side}.`, { origin });
    }
  };
}

const DATES = new Set(['date', 'dateTime', 'instant']);

function orderOf(node: FhirNode, limit: Limit, run: Run): Order {
  const { value, side } = limit;
  if (node.type === 'Period') {
    // The minimum of a Period is that of its start, the maximum that of its end.
    const end = side === 'minimum' ? 'start' : 'end';
    const [bound] = run.session.navigator.children(node, end);
    return bound === undefined ? 0 : orderOf(bound, limit, run);
  }
  if (!isObject(value)) return plainOrder(node, value);
  if (!DATES.has(node.type)) return quantityOrder(node.value, value);
  // A duration is the time before now, or after it.
  const moment = momentFrom(run.session.clock(), value, side === 'minimum' ? -1 : 1);
  return moment === undefined ? 'unknown' : plainOrder(node, moment);
}

/** Values of which one is less precise are equal as far as can be told. */
function plainOrder(node: FhirNode, limit: JsonValue): Order {
  if (node.value === undefined) return 0;
  const bound = new FhirNode(node.type, limit, undefined, undefined, node.key, -1);
  try {
    return Math.sign(compare([node], [bound]) ?? 0);
  } catch (error) {
    if (error instanceof FhirPathError) return 'unknown';
    throw error;
  }
}

function lengthCheck(max: number, origin: Origin): ElementCheck {
  return (node, run) => {
    if (typeof node.value === 'string' && Array.from(node.value).length > max) {
      run.report('max-length', node, `at most ${max} characters are allowed.`, { origin });
    }
  };
}

/** minValue[x], maxValue[x], maxLength: https://hl7.org/fhir/R4/elementdefinition.html */
import type { ElementDefinition } from '@medplum/fhirtypes';
import { decimalValue } from '../../fhir/decimal.js';
import { isObject, type JsonObject, type JsonValue } from '../../fhir/json.js';
import { FhirNode } from '../../fhirpath/engine/node.js';
import { compare, FhirPathError } from '../../fhirpath/engine/values.js';
import type { Origin } from '../report.js';
import { constantAt } from './pattern.js';
import type { ElementCheck } from './run.js';

export function limitChecks(definition: ElementDefinition, origin: Origin): ElementCheck[] {
  const min = constantAt(definition, 'minValue');
  const max = constantAt(definition, 'maxValue');
  const { maxLength } = definition;
  return [
    ...(min === undefined ? [] : [limitCheck(min, 'minimum', origin)]),
    ...(max === undefined ? [] : [limitCheck(max, 'maximum', origin)]),
    ...(maxLength === undefined ? [] : [lengthCheck(maxLength, origin)]),
  ];
}

function limitCheck(limit: JsonValue, name: 'minimum' | 'maximum', origin: Origin): ElementCheck {
  const wrong = name === 'minimum' ? -1 : 1;
  return (node, run) => {
    const order = isObject(limit) ? quantityOrder(node.value, limit) : plainOrder(node, limit);
    if (order === 'unknown') {
      run.report('value-range', node, `the unit differs from that of the ${name}: not compared.`, {
        origin,
        severity: 'warning',
      });
    } else if (order === wrong) {
      run.report('value-range', node, `the value is beyond the ${name}.`, { origin });
    }
  };
}

type Order = number | 'unknown';

function plainOrder(node: FhirNode, limit: JsonValue): Order {
  if (node.value === undefined) return 0;
  const own = new FhirNode(node.type, limit, undefined, undefined, node.key, -1);
  try {
    return Math.sign(compare([node], [own]) ?? 0);
  } catch (error) {
    if (error instanceof FhirPathError) return 'unknown';
    throw error;
  }
}

function quantityOrder(value: JsonValue | undefined, limit: JsonObject): Order {
  if (!isObject(value)) return 0;
  const own = decimalValue(value['value']);
  const bound = decimalValue(limit['value']);
  if (own === undefined || bound === undefined) return 0;
  const sameUnit =
    limit['code'] === undefined
      ? limit['unit'] === undefined || value['unit'] === limit['unit']
      : value['code'] === limit['code'] && value['system'] === limit['system'];
  return sameUnit ? Math.sign(own - bound) : 'unknown';
}

function lengthCheck(max: number, origin: Origin): ElementCheck {
  return (node, run) => {
    if (typeof node.value === 'string' && Array.from(node.value).length > max) {
      run.report('max-length', node, `at most ${max} characters are allowed.`, { origin });
    }
  };
}

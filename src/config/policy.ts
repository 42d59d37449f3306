/** The file that VALIDATION_POLICY names: what is asked of resources beyond the profiles they claim. */
import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject } from 'ajv';
import {
  ADJUSTABLE_RULES,
  DEFAULT_POLICY,
  type Attention,
  type RuleAttention,
  type TypePolicy,
  type ValidationPolicy,
} from '../validation/policy.js';
import { parseJsonText } from './json-file.js';

interface PolicyFile {
  readonly bestPractice?: Attention;
  readonly rules?: RuleAttention;
  readonly types?: Readonly<Record<string, TypePolicy>>;
}

const MAX_BYTES = 1_048_576;

const ATTENTION = { enum: ['error', 'warning', 'information', 'ignore'] };

const RULE_ATTENTION = {
  type: 'object',
  properties: Object.fromEntries(ADJUSTABLE_RULES.map((rule) => [rule, ATTENTION])),
  additionalProperties: false,
};

const SCHEMA = {
  type: 'object',
  properties: {
    bestPractice: ATTENTION,
    rules: RULE_ATTENTION,
    types: {
      type: 'object',
      propertyNames: { pattern: '^[A-Z][A-Za-z]{1,63}$' },
      additionalProperties: {
        type: 'object',
        properties: {
          requiredProfiles: {
            type: 'array',
            minItems: 1,
            items: { type: 'string', pattern: '^[a-z][a-z0-9+.-]*:[^\\s|]+$' },
          },
          rules: RULE_ATTENTION,
        },
        additionalProperties: false,
      },
    },
  },
  additionalProperties: false,
};

/**
 * Reads and checks a policy.
 * @throws Error with one line that says what is wrong, and where in the file
 */
export function readPolicy(file: string): ValidationPolicy {
  const value = parseJsonText(textOf(file));
  const validate = new Ajv({ verbose: true }).compile<PolicyFile>(SCHEMA);
  if (!validate(value)) throw new Error(complaint(validate.errors?.[0]));
  const { bestPractice, rules, types = {} } = value;
  const byType = <Part>(part: (policy: TypePolicy) => Part | undefined): Record<string, Part> =>
    Object.fromEntries(
      Object.entries(types).flatMap(([type, policy]) => {
        const found = part(policy);
        return found === undefined ? [] : [[type, found]];
      }),
    );
  return {
    ...DEFAULT_POLICY,
    ...(bestPractice === undefined ? {} : { bestPractice }),
    ...(rules === undefined ? {} : { rules }),
    requiredProfiles: byType((policy) => policy.requiredProfiles),
    rulesByType: byType((policy) => policy.rules ?? {}),
  };
}

function textOf(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Error('it can not be read');
  }
  if (text.length > MAX_BYTES) throw new Error(`it is larger than ${MAX_BYTES} bytes`);
  return text;
}

/** `/types/Patient/rules has "binding-requird", which is none of: …` */
function complaint(error: ErrorObject | undefined): string {
  if (error === undefined) return 'it is not a policy';
  const at = error.instancePath === '' ? 'it' : error.instancePath;
  const { propertyName } = error;
  const { additionalProperty, allowedValues } = error.params as Readonly<Record<string, unknown>>;
  if (typeof additionalProperty === 'string') {
    const known = Object.keys((error.parentSchema as Parent | undefined)?.properties ?? {});
    const among = known.length === 0 ? '' : `, which is none of: ${known.join(', ')}`;
    return `${at} has ${JSON.stringify(additionalProperty)}${among}`;
  }
  if (propertyName !== undefined)
    return `${at} has ${JSON.stringify(propertyName)}, which is no resource type`;
  if (Array.isArray(allowedValues)) return `${at} must be one of: ${allowedValues.join(', ')}`;
  return `${at} ${error.message ?? 'is wrong'}`;
}

interface Parent {
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** The gegevensdiensten of MedMij: the built-in file, and the one that MEDMIJ_SERVICES names. */
import path from 'node:path';
import { Ajv } from 'ajv';
import { Gegevensdiensten, type Gegevensdienst } from '../access/gegevensdiensten.js';
import { readJsonFile } from './json-file.js';
import { ROOT } from './process.js';

const BUILT_IN = path.join(ROOT, 'profiles', 'gegevensdiensten.json');

const CANONICAL = { type: 'string', pattern: '^[a-z][a-z0-9+.-]*:[^\\s|]+$' };
const TYPE = { type: 'string', pattern: '^[A-Z][A-Za-z]{1,63}$' };

const REQUEST = {
  type: 'object',
  properties: {
    type: TYPE,
    interactions: {
      type: 'array',
      minItems: 1,
      items: { type: 'string', pattern: '^(read|search-type|create|transaction|\\$[a-z-]+)$' },
    },
    patients: { type: 'string', pattern: '\\{patient\\}' },
    search: { type: 'string', pattern: '\\S' },
    profiles: { type: 'array', minItems: 1, items: CANONICAL },
  },
  required: ['interactions'],
  additionalProperties: false,
};

const SCHEMA = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      id: { type: 'string', pattern: '^[^\\s~/]{1,30}$' },
      name: { type: 'string', pattern: '\\S' },
      description: { type: 'string' },
      kind: { enum: ['collect', 'share'] },
      requests: { type: 'array', minItems: 1, items: REQUEST },
      refersTo: { type: 'array', items: TYPE },
      acknowledge: {
        type: 'object',
        properties: { type: TYPE, profile: CANONICAL, text: { type: 'string', pattern: '\\S' } },
        required: ['type', 'profile', 'text'],
        additionalProperties: false,
      },
    },
    required: ['id', 'name', 'kind', 'requests'],
    additionalProperties: false,
  },
};

/**
 * Reads the built-in services, and those of a file of the operator, which come in the place of
 * built-in ones with the same id.
 * @throws Error with one line that says what is wrong with the file
 */
export function readGegevensdiensten(file: string | undefined): Gegevensdiensten {
  const own = file === undefined ? [] : servicesOf(file);
  return new Gegevensdiensten([...servicesOf(BUILT_IN), ...own]);
}

function servicesOf(file: string): readonly Gegevensdienst[] {
  const value = readJsonFile(file);
  const validate = new Ajv({ allErrors: false }).compile<readonly Gegevensdienst[]>(SCHEMA);
  if (!validate(value)) {
    const [error] = validate.errors ?? [];
    throw new Error(`${error?.instancePath ?? ''} ${error?.message ?? 'is wrong'}`.trim());
  }
  const ids = value.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`it has the id ${twice} twice`);
  return value;
}

/** The compiled definitions, read once for a test file. */
import { readDefinitionSet } from '../packages/artifact.js';
import { Definitions } from '../packages/registry.js';

export const DEFINITIONS = new Definitions(readDefinitionSet());

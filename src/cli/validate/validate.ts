/** `vuurtoren validate FILE…`: judges files as the server would judge what they hold. */
import { parseArgs } from 'node:util';
import type { Config } from '../../config/load.js';
import { located } from '../../operations/validation-outcome.js';
import { readDefinitionSet } from '../../packages/artifact.js';
import { Definitions } from '../../packages/registry.js';
import { openPackagesInUse } from '../../packages-in-use.js';
import { isError, type ValidationIssue } from '../../validation/report.js';
import { createValidator, type Validator } from '../../validation/validate.js';
import { UsageError } from '../usage.js';
import { OUTPUTS, printer, type Output } from './output.js';
import { piecesOf, validatedFiles, type Piece } from './sources.js';

interface Wanted {
  readonly paths: readonly string[];
  readonly profiles: readonly string[];
  readonly output: Output;
  readonly level: 'base' | 'profiles';
  readonly bestPractice: boolean;
}

/** @returns 0 when all is well, 1 when something has errors */
export function validateCommand(
  config: Pick<Config, 'dataDir' | 'fhirPackages' | 'validationPolicy'>,
  args: readonly string[],
  write: (text: string) => void = (text) => process.stdout.write(text),
): number {
  const wanted = parseCommand(args);
  const definitions = new Definitions(readDefinitionSet());
  const validator = createValidator(definitions, {
    structures: openPackagesInUse(config),
    policy: {
      ...(wanted.level === 'base' ? {} : config.validationPolicy),
      ...(wanted.bestPractice ? { bestPractice: 'warning' } : {}),
    },
  });
  const out = printer(wanted.output, write);
  let wrong = false;
  for (const file of filesOf(wanted.paths)) {
    for (const piece of piecesOf(file, definitions)) {
      const issues = judged(piece, { definitions, validator }, wanted);
      wrong ||= issues.some(isError);
      out.add({ name: piece.name, file: piece.file, issues });
    }
  }
  out.end();
  return wrong ? 1 : 0;
}

interface Judge {
  readonly definitions: Definitions;
  readonly validator: Validator;
}

function judged(
  piece: Piece,
  { definitions, validator }: Judge,
  wanted: Wanted,
): ValidationIssue[] {
  if (piece.resource === undefined) return piece.problem === undefined ? [] : [piece.problem];
  const { profiles, level } = wanted;
  const { issues } = validator.validate(piece.resource, { profiles, level });
  return located(issues, { text: piece.text }, definitions).map((issue) =>
    issue.line === undefined ? issue : { ...issue, line: issue.line + piece.firstLine - 1 },
  );
}

function filesOf(paths: readonly string[]): string[] {
  try {
    return validatedFiles(paths);
  } catch {
    throw new UsageError('A file or folder that was named can not be read.');
  }
}

function parseCommand(args: readonly string[]): Wanted {
  const { values, positionals } = parsed(args);
  const output = OUTPUTS.find((one) => one === (values.output ?? 'text'));
  if (output === undefined) throw new UsageError(`--output is one of ${OUTPUTS.join(', ')}.`);
  if (positionals.length === 0) throw new UsageError('Name the files to validate.');
  return {
    paths: positionals,
    profiles: values.profile ?? [],
    output,
    level: values.base === true ? 'base' : 'profiles',
    bestPractice: values['best-practice'] === true,
  };
}

interface Options {
  readonly values: {
    readonly profile?: string[];
    readonly output?: string;
    readonly base?: boolean;
    readonly 'best-practice'?: boolean;
  };
  readonly positionals: readonly string[];
}

function parsed(args: readonly string[]): Options {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        profile: { type: 'string', multiple: true },
        output: { type: 'string' },
        base: { type: 'boolean' },
        'best-practice': { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'The options are not known.');
  }
}

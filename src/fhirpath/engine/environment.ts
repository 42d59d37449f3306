/** What the evaluation of an expression has around it. */
import type { FhirNode, Navigator } from './node.js';
import { FhirPathError, type Collection } from './values.js';

/** What an expression asks of the world outside the resource. */
export interface FhirPathHooks {
  /** The resource that a reference points at. */
  resolve(reference: string, from: FhirNode | undefined): FhirNode | undefined;
  /** @throws FhirPathError when it can't be told */
  memberOf(item: FhirNode, valueSet: string): boolean;
  /** @throws FhirPathError when it can't be told */
  conformsTo(item: FhirNode, profile: string): boolean;
}

/** What `%name` stands for. */
export interface Variables {
  readonly names: readonly string[];
  get(name: string): Collection | undefined;
}

/** All that one evaluation needs; loops change `self`, `position` and put them back. */
export interface Environment {
  readonly navigator: Navigator;
  readonly hooks: FhirPathHooks;
  readonly variables: Variables;
  /** Evaluation steps that are left; an expression that needs more is stopped. */
  budget: number;
  self: Collection;
  position: number;
}

export type Evaluate = (input: Collection, environment: Environment) => Collection;

/** A function that gets its arguments evaluated. */
export type Apply = (
  input: Collection,
  args: readonly Collection[],
  environment: Environment,
) => Collection;

/** Takes steps off the budget. @throws FhirPathError when none is left */
export function spend(environment: Environment, steps: number): void {
  environment.budget -= steps;
  if (environment.budget < 0) throw new FhirPathError('it takes too long');
}

/** The scenarios of the shared corpus: messages in order, and what must then be stored. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isObject, objectsAt, stringAt, type JsonObject, type JsonValue } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { createEvaluator } from '../../fhirpath/evaluate.js';

const CORPUS = fileURLToPath(new URL('../../../../shared/corpus/v2/', import.meta.url));

/** Compares what an expression gives; one of these is there. */
interface Expectation {
  readonly fhirpath: string;
  readonly equals?: JsonValue;
  readonly notEquals?: JsonValue;
  readonly contains?: JsonValue;
  readonly notContains?: JsonValue;
  readonly startsWith?: string;
  readonly in?: readonly JsonValue[];
}

export interface Assertion {
  readonly resource?: string;
  readonly where?: Readonly<Record<string, string>>;
  readonly count?: number | { readonly min: number };
  readonly expect?: readonly Expectation[];
  /** One of these holds. */
  readonly anyOf?: readonly Assertion[];
  /** Holds only when the message was answered with one of these. */
  readonly onlyIfAck?: readonly string[];
}

export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly steps: readonly {
    readonly file: string;
    readonly assert: readonly Assertion[];
    readonly ack?: readonly string[];
    /** Not the best answer, but one that does no harm. */
    readonly ackTolerated?: readonly string[];
  }[];
}

/** All scenarios; none when the corpus is absent. */
export function v2Scenarios(): readonly Scenario[] {
  const folder = path.join(CORPUS, 'expected');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !name.startsWith('_'))
    .sort()
    .map((name) => ({
      ...(JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Omit<Scenario, 'name'>),
      name: name.replace('.json', ''),
    }));
}

export interface AckExpectation {
  readonly file: string;
  readonly ack: readonly string[];
  readonly ackTolerated: readonly string[];
}

/** How messages of other makers are to be acknowledged; none when the corpus is absent. */
export function v2AckExpectations(): readonly AckExpectation[] {
  const file = path.join(CORPUS, 'expected', '_third-party-acks.json');
  if (!existsSync(file)) return [];
  return (JSON.parse(readFileSync(file, 'utf8')) as { files: AckExpectation[] }).files;
}

/** The bytes of a message. */
export function v2MessageBytes(file: string): Buffer {
  return readFileSync(path.join(CORPUS, file));
}

const evaluate = createEvaluator();

/** What does not hold; empty when everything does. */
export function violations(assertion: Assertion, resources: readonly Resource[]): string[] {
  if (assertion.anyOf !== undefined) {
    const all = assertion.anyOf.map((one) => violations(one, resources));
    return all.some((one) => one.length === 0) ? [] : all.flat();
  }
  const found = resources.filter(
    (resource) =>
      resource.resourceType === assertion.resource &&
      Object.entries(assertion.where ?? {}).every(([name, value]) =>
        matches(resource, name, value, resources),
      ),
  );
  const what = `${assertion.resource ?? ''} ${JSON.stringify(assertion.where)}`;
  const { count } = assertion;
  const isCount =
    typeof count === 'object'
      ? found.length >= count.min
      : count === undefined || count === found.length;
  if (!isCount) return [`${what}: ${found.length} found, not ${JSON.stringify(count)}`];
  return found.flatMap((resource) =>
    (assertion.expect ?? [])
      .filter((expectation) => !holds(expectation, resource))
      .map((expectation) => {
        const values = valuesOf(resource, expectation.fhirpath);
        return `${what}: ${JSON.stringify(expectation)} but ${JSON.stringify(values)}`;
      }),
  );
}

function matches(
  resource: Resource,
  name: string,
  value: string,
  all: readonly Resource[],
): boolean {
  if (name === 'identifier') {
    const master = resource['masterIdentifier'];
    const own = [...objectsAt(resource, 'identifier'), ...(isObject(master) ? [master] : [])];
    return own.some((one) => isToken(one, value, 'value'));
  }
  if (name === 'code') {
    const { code } = resource;
    return isObject(code) && objectsAt(code, 'coding').some((one) => isToken(one, value, 'code'));
  }
  if (name === 'patient.identifier') {
    const patient = patientOf(resource, all);
    return patient !== undefined && matches(patient, 'identifier', value, all);
  }
  throw new Error(`The test does not know the parameter ${name}.`);
}

function isToken(one: JsonObject, value: string, member: string): boolean {
  const [system, code] = value.includes('|') ? value.split('|') : [undefined, value];
  return (
    stringAt(one, member) === code && (system === undefined || stringAt(one, 'system') === system)
  );
}

function patientOf(resource: Resource, all: readonly Resource[]): Resource | undefined {
  for (const name of ['subject', 'patient', 'beneficiary']) {
    const element = resource[name];
    const reference = isObject(element) ? stringAt(element, 'reference') : undefined;
    const found = all.find(({ id }) => `Patient/${id ?? ''}` === reference);
    if (found?.resourceType === 'Patient') return found;
  }
  return undefined;
}

function valuesOf(resource: Resource, expression: string): readonly JsonValue[] {
  // Decimals come as objects of the engine; as JSON they are numbers.
  const values = evaluate(resource, expression).map(({ value }) => value);
  return JSON.parse(JSON.stringify(values)) as readonly JsonValue[];
}

function holds(expectation: Expectation, resource: Resource): boolean {
  const values = valuesOf(resource, expectation.fhirpath);
  const [first] = values;
  const { equals, notEquals, contains, notContains, startsWith, in: allowed } = expectation;
  if (equals !== undefined) return values.length === 1 && first === equals;
  if (notEquals !== undefined) return !values.includes(notEquals);
  if (contains !== undefined) return values.includes(contains);
  if (notContains !== undefined) return !values.includes(notContains);
  if (startsWith !== undefined) return typeof first === 'string' && first.startsWith(startsWith);
  return allowed?.includes(first ?? null) ?? false;
}

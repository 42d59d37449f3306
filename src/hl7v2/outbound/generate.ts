/** Messages of changes to resources: which ones a rule wants, and how they are made. */
import { FhirError } from '../../fhir/errors.js';
import { objectsAt } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { parseJsonResource } from '../../formats/json/parse.js';
import type { Environment } from '../../interactions/environment.js';
import type { RunInteraction } from '../../interactions/types.js';
import type { Change as StoredChange } from '../../storage/outbox/changes.js';
import { printMessage } from '../parser/print.js';
import { encodeClosely } from './charset.js';
import { createCondition, type Condition } from './condition.js';
import type { Destination, GenerateRule } from './destination.js';
import { encounterMessage, patientMessage, type Change } from './message/adt.js';
import type { Draft, MessageContext } from './message/context.js';
import { messageOf } from './message/message.js';
import { reportMessage } from './message/oru.js';
import { appointmentMessage } from './message/siu.js';
import { relatedOf, type Related } from './related.js';
import type { Generated, ResourceChange, RouterParts } from './router.js';
import { transformed } from './transform.js';

export interface GenerateParts {
  readonly environment: Environment;
  readonly run: RunInteraction;
  readonly destinations: readonly Destination[];
  /** MSH-10: unique, at most 20 characters. */
  readonly newControlId: () => string;
}

/** @throws Error for a rule whose search is not understood, with destination and rule */
export function createGenerate(parts: GenerateParts): RouterParts['generate'] {
  const conditions = conditionsOf(parts);
  return async (change, rule, { destination, together }) => {
    const related = relatedOf(parts.environment, parts.run);
    const changes = await changesFor(change, rule, { together, related });
    const context = { destination, related, changed: change.version.updated.getTime() };
    const made: Generated[] = [];
    for (const one of changes) {
      const judged = one.after ?? one.before;
      if (judged === undefined || conditions.get(rule)?.(judged) !== true) continue;
      const draft = await draftOf(one, rule, context);
      if (draft !== undefined) made.push(finished(draft, rule, context, parts));
    }
    return made;
  };
}

function conditionsOf({ environment, destinations }: GenerateParts): Map<GenerateRule, Condition> {
  const rules = destinations.flatMap((destination) =>
    destination.rules.flatMap((rule) =>
      rule.kind === 'generate' ? [[rule, destination.name] as const] : [],
    ),
  );
  return new Map(rules.map(([rule, name]) => [rule, conditionOf(environment, rule, name)]));
}

function conditionOf(environment: Environment, rule: GenerateRule, name: string): Condition {
  try {
    return createCondition(environment, rule.type, rule.search);
  } catch (error) {
    if (!(error instanceof FhirError)) throw error;
    const text = `Destination ${name}, rule ${rule.name}, search: ${error.message}`;
    throw new Error(text, { cause: error });
  }
}

/** A resource as it is and as it was; either may not be there. */
type Both = Partial<Change>;

interface Surroundings {
  readonly together: readonly StoredChange[];
  readonly related: Related;
}

/** What a change is to a rule: itself, the reports that a changed observation is a result of, or nothing. */
async function changesFor(
  change: ResourceChange,
  rule: GenerateRule,
  { together, related }: Surroundings,
): Promise<readonly Both[]> {
  const { type, id } = change.version.key;
  if (type === rule.type) return [bothOf(change)];
  if (rule.type !== 'DiagnosticReport' || type !== 'Observation') return [];
  // A result is told with its report; one that came with it is told already.
  if (change.before === undefined || change.version.body === undefined) return [];
  const changed = new Set(
    together.flatMap((one) => (one.kind === 'resource' ? [nameOf(one)] : [])),
  );
  const earlier = together.filter(
    (one) => one.id < change.id && one.kind === 'resource' && one.version.key.type === type,
  );
  const reports = await related.referring('DiagnosticReport', 'result', `Observation/${id}`);
  return reports
    .filter((report) => !changed.has(`DiagnosticReport/${String(report['id'])}`))
    .filter((report) => !earlier.some((one) => hasResult(report, one)))
    .map((after) => ({ after }));
}

function hasResult(report: Resource, change: StoredChange): boolean {
  const name = change.kind === 'resource' ? nameOf(change) : '';
  return objectsAt(report, 'result').some(({ reference }) => reference === name);
}

function nameOf({ version }: ResourceChange): string {
  return `${version.key.type}/${version.key.id}`;
}

function bothOf({ version, before }: ResourceChange): Both {
  return {
    ...(version.body !== undefined && { after: parseJsonResource(version.body) }),
    ...(before !== undefined && { before: parseJsonResource(before) }),
  };
}

async function draftOf(
  { after, before }: Both,
  rule: GenerateRule,
  context: MessageContext,
): Promise<Draft | undefined> {
  if (after === undefined) {
    // Only an appointment can be said to be gone.
    return rule.type === 'Appointment' && before !== undefined
      ? appointmentMessage({ after, before }, context)
      : undefined;
  }
  const change: Change = { after, before };
  switch (rule.type) {
    case 'Patient':
      return patientMessage(change, rule.patientEvents, context);
    case 'Encounter':
      return encounterMessage(change, context);
    case 'DiagnosticReport':
      return reportMessage(after, context);
    case 'Appointment':
      return appointmentMessage(change, context);
  }
}

/** With its header, changed by the steps of the rule, as bytes. */
function finished(
  draft: Draft,
  rule: GenerateRule,
  { destination }: MessageContext,
  { newControlId, environment }: GenerateParts,
): Generated {
  const { type, patient } = draft;
  const controlId = newControlId();
  const message = messageOf(draft, destination, { controlId, now: environment.clock() });
  const text =
    rule.transform.length === 0 ? printMessage(message) : transformed(message, rule.transform);
  const content = encodeClosely(text, destination.charset);
  return { event: `${type[0]}^${type[1]}`, controlId, content, patient };
}

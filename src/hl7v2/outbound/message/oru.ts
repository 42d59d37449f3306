/** ORU^R01: a DiagnosticReport with its Observations. The reverse of `mapping/message/results.ts`. */
import { objectAt, objectsAt, stringAt, type JsonObject } from '../../../fhir/json.js';
import type { Resource } from '../../../fhir/resource.js';
import { cwe } from '../datatype/cwe.js';
import { line, type Line, type Lines } from '../segment/lines.js';
import { notes, nte, obx } from '../segment/obx.js';
import { orderLines } from '../segment/obr.js';
import { pid } from '../segment/pid.js';
import { pv1 } from '../segment/pv1.js';
import { subjectOf } from './adt.js';
import { idOf, type Draft, type MessageContext } from './context.js';

/** Panels within panels, at most. */
const MOST_LEVELS = 5;

/** @throws GenerationError without a patient, or with a value that OBX has no type for */
export async function reportMessage(report: Resource, context: MessageContext): Promise<Draft> {
  const patient = await subjectOf(report, context);
  const visit = await context.related.read(objectAt(report, 'encounter'), report);
  return {
    type: ['ORU', 'R01', 'ORU_R01'],
    patient: idOf(patient),
    lines: [
      pid(patient, undefined, context),
      ...(visit?.resourceType === 'Encounter' ? [await pv1(visit, undefined, context)] : []),
      ...(await orderLines(report, context)),
      ...conclusion(report),
      ...(await results(report, context)),
    ],
  };
}

function conclusion(report: JsonObject): Lines {
  const text = stringAt(report, 'conclusion');
  return text === undefined ? [] : [nte(text, 1)];
}

/** What makes an OBX: an observation, or one of its components. */
interface Result {
  readonly observation: Resource;
  readonly source: JsonObject;
}

async function results(report: Resource, context: MessageContext): Promise<Lines> {
  const found: Result[] = [];
  const seen = new Set<string>();
  for (const reference of objectsAt(report, 'result')) {
    await collect(reference, report, { found, seen, context, level: 0 });
  }
  const lines: Line[] = [];
  const timesSeen = new Map<string, number>();
  const repeats = repeatedCodes(found);
  for (const [at, { observation, source }] of found.entries()) {
    const code = codeText(source);
    const times = (timesSeen.get(code) ?? 0) + 1;
    timesSeen.set(code, times);
    // OBX-4 tells lines with the same code apart, and is empty where there is one.
    const sub = repeats.has(code) ? String(times) : '';
    lines.push(await obx(observation, source, { index: at + 1, sub }, context));
    const isLast = found[at + 1]?.observation !== observation;
    if (isLast) lines.push(...notes(objectsAt(observation, 'note')));
  }
  return [...lines, ...attachments(report, lines.length, context)];
}

interface Collection {
  readonly found: Result[];
  readonly seen: Set<string>;
  readonly context: MessageContext;
  readonly level: number;
}

/** An observation, its components, and the members of a panel behind it. */
async function collect(
  reference: JsonObject,
  within: Resource,
  collection: Collection,
): Promise<void> {
  const { found, seen, context, level } = collection;
  const observation = await context.related.read(reference, within);
  if (observation?.resourceType !== 'Observation' || level > MOST_LEVELS) return;
  const id = stringAt(reference, 'reference') ?? '';
  if (seen.has(id)) return;
  seen.add(id);
  const components = objectsAt(observation, 'component');
  const members = objectsAt(observation, 'hasMember');
  const isPanel = components.length + members.length > 0 && !hasValue(observation);
  if (!isPanel) found.push({ observation, source: observation });
  found.push(...components.map((source) => ({ observation, source })));
  for (const member of members) {
    await collect(member, observation, { ...collection, level: level + 1 });
  }
}

function hasValue(observation: JsonObject): boolean {
  return Object.keys(observation).some((name) => /^value[A-Z]/.test(name));
}

function codeText(source: JsonObject): string {
  return JSON.stringify(objectAt(source, 'code') ?? {});
}

function repeatedCodes(found: readonly Result[]): ReadonlySet<string> {
  const codes = found.map(({ source }) => codeText(source));
  return new Set(codes.filter((code, index) => codes.indexOf(code) !== index));
}

/** Reports as files: ED with their bytes, RP with their address. HL7 v2.8, 2A.2.24, 2A.2.61. */
function attachments(report: JsonObject, before: number, context: MessageContext): Lines {
  const code = cwe(objectAt(report, 'code'), context.destination.naming);
  return objectsAt(report, 'presentedForm').flatMap((form, index) => {
    const [type = '', subtype = ''] = (stringAt(form, 'contentType') ?? '').split(/[/;]/);
    const data = stringAt(form, 'data');
    const url = stringAt(form, 'url');
    const fields = { 1: String(before + index + 1), 3: code, 11: 'F' };
    if (data !== undefined) {
      return [line('OBX', { ...fields, 2: 'ED', 5: ['', type, subtype, 'Base64', data] })];
    }
    return url === undefined
      ? []
      : [line('OBX', { ...fields, 2: 'RP', 5: [url, '', type, subtype] })];
  });
}

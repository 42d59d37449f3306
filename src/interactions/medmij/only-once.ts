/**
 * What a PGO sends twice is stored once. The ids of what it sends follow from the content, the PGO and
 * the patient: when they are there already, the answer is what the first time was answered with.
 */
import { createHash } from 'node:crypto';
import type { MedmijAccess } from '../../access/context.js';
import { FhirError } from '../../fhir/errors.js';
import { isObject, objectAt, objectsAt, stringAt, type JsonObject } from '../../fhir/json.js';
import { keyText, type ResourceKey } from '../../fhir/resource.js';
import { uuidOf } from '../../fhir/uuid.js';
import { writeJson } from '../../formats/json/write.js';
import type { NewId } from '../../ports.js';
import type { CurrentVersion } from '../../storage/versions.js';
import type { Environment } from '../environment.js';
import { transactionAnswer } from '../transaction/answer.js';
import type { InteractionRequest, InteractionResult } from '../types.js';

/** What brings new resources. */
export type SentRequest = Extract<InteractionRequest, { kind: 'create' | 'transaction' }>;

/** How often the same can be sent again after it was deleted here. */
const MAX_ATTEMPTS = 20;

/** @param write stores it, in an environment that gives out the ids */
export async function onlyOnce(
  environment: Environment,
  access: MedmijAccess,
  request: SentRequest,
  write: (environment: Environment) => Promise<InteractionResult>,
): Promise<InteractionResult> {
  const types = typesOf(request);
  if (types === undefined) return write(environment);
  const digest = digestOf(access, request);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const keys = types.map((type, index) => ({
      type,
      id: uuidOf(`${digest} ${attempt} ${index}`),
    }));
    const known = await allOf(environment, keys);
    if (known === 'some') continue;
    if (known !== 'none') return answerAgain(environment, request, known);
    try {
      return await write({ ...environment, newId: inOrder(keys, environment.newId) });
    } catch (error) {
      // The same may have come in at the same time.
      const other = isConflict(error) ? await allOf(environment, keys) : 'none';
      if (typeof other === 'string') throw error;
      return answerAgain(environment, request, other);
    }
  }
  return write(environment);
}

/** Types of what is created; undefined for anything else, which no gegevensdienst has. */
function typesOf(request: SentRequest): string[] | undefined {
  if (request.kind === 'create') return [request.type];
  const types = objectsAt(request.bundle, 'entry').map((entry) => {
    const { method, ifNoneExist } = objectAt(entry, 'request') ?? {};
    const isCreate = method === 'POST' && ifNoneExist === undefined;
    return isCreate ? stringAt(objectAt(entry, 'resource') ?? {}, 'resourceType') : undefined;
  });
  return types.length > 0 && types.every((type) => type !== undefined) ? types : undefined;
}

const TEMPORARY = /urn:(?:uuid|oid):[^"\\\s]+/g;

/** Temporary ids and URLs, which are new each time, count by their place. */
function digestOf({ pgo, patient }: MedmijAccess, request: SentRequest): string {
  const entries = request.kind === 'create' ? [request] : objectsAt(request.bundle, 'entry');
  const places = new Map(
    entries.map((entry, index) => [stringAt(entry as JsonObject, 'fullUrl') ?? '', `#${index}`]),
  );
  const content = entries.map(({ resource }) =>
    isObject(resource) ? writeJson({ ...resource, id: undefined }) : '',
  );
  const text = content.join('\n').replace(TEMPORARY, (url) => places.get(url) ?? url);
  return createHash('sha256')
    .update(JSON.stringify([pgo ?? null, patient, text]))
    .digest('hex');
}

/** All of these resources; `some` when a part is there, or was. */
async function allOf(
  { reader }: Environment,
  keys: readonly ResourceKey[],
): Promise<readonly CurrentVersion[] | 'none' | 'some'> {
  const found = await reader.readManyCurrent(keys);
  if (found.size === 0) return 'none';
  const current = keys.flatMap((key) => found.get(keyText(key)) ?? []);
  return current.length === keys.length && current.every(({ exists }) => exists) ? current : 'some';
}

/** Entries are given their ids in their order; what comes after them has none of these. */
function inOrder(keys: readonly ResourceKey[], newId: NewId): NewId {
  let next = 0;
  return () => keys[next++]?.id ?? newId();
}

function isConflict(error: unknown): boolean {
  return error instanceof FhirError && error.kind === 'conflict';
}

function answerAgain(
  environment: Environment,
  request: SentRequest,
  stored: readonly CurrentVersion[],
): InteractionResult {
  const results = stored.map((version): InteractionResult => ({
    status: 201,
    version,
    isWrite: true,
    body: { kind: 'text', text: version.body ?? '' },
  }));
  if (request.kind === 'transaction') return transactionAnswer(environment, request, results);
  const [only] = results;
  if (only === undefined) throw new Error('A create has no result.');
  return only;
}

/** From a resource to its index entries; compiled once for each type. */
import { isObject, type JsonValue } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import { canonicalIndexer } from './canonical.js';
import { indexComposite } from './composite.js';
import { entriesOfContained } from './contained-entries.js';
import type { ExtractionContext } from './extraction-context.js';
import { noEntries, type IndexEntries } from './index-entries.js';
import { visitPath, type TypedPath } from './path.js';
import { isMarkedByAbsence, pushPresence } from './presence.js';
import type { IndexPath } from './registry.js';
import { dateSpan } from './types/date.js';
import { quantityEntry } from './types/quantity.js';
import { indexReference } from './types/reference.js';
import { indexString, indexSurname } from './types/string.js';
import { indexToken } from './types/token.js';
import { indexUri } from './types/uri.js';
import { patientsOf, type CompartmentPaths, compartmentPaths } from './compartment.js';

export interface Extractor {
  extract(resource: Resource): IndexEntries;
}

/** Indexes one value under one path; returns false when there was nothing to index. */
export type ValueIndexer = (value: JsonValue, type: string, entries: IndexEntries) => boolean;

export function createExtractor(context: ExtractionContext): Extractor {
  const plans = new Map<string, TypePlan>();
  let { generation } = context.registry;
  const extractOne = (resource: Resource): IndexEntries => {
    if (generation !== context.registry.generation) {
      plans.clear();
      ({ generation } = context.registry);
    }
    const type = resource.resourceType;
    let plan = plans.get(type);
    if (plan === undefined) {
      plan = planFor(type, context);
      plans.set(type, plan);
    }
    return plan.run(resource);
  };
  return {
    extract(resource) {
      const entries = extractOne(resource);
      const { contained } = resource;
      if (contained !== undefined) {
        entries.contained = entriesOfContained(contained, context.isResourceType, extractOne);
      }
      return entries;
    },
  };
}

interface TypePlan {
  run(resource: Resource): IndexEntries;
}

function planFor(type: string, context: ExtractionContext): TypePlan {
  const { registry } = context;
  const { date: main, patient } = registry.rowPaths(type);
  const steps = registry.indexPaths(type).map((path) => stepFor(path, path === main, context));
  const compartment: CompartmentPaths = compartmentPaths(registry, type);
  const { attachments } = registry;
  if (attachments.has(type)) {
    steps.push((resource, entries) => {
      attachments.index(resource, context.base, entries);
    });
  }
  const indexCanonical = canonicalIndexer(registry, type);
  return {
    run(resource) {
      const entries = noEntries();
      for (const step of steps) step(resource, entries);
      indexCanonical?.(resource, entries);
      entries.patients = patientsOf(resource, entries, compartment, patient?.key);
      return entries;
    },
  };
}

type PathStep = (resource: Resource, entries: IndexEntries) => void;

function stepFor(path: IndexPath, isMain: boolean, context: ExtractionContext): PathStep {
  const index = indexerFor(path, isMain, context);
  const byAbsence = isMarkedByAbsence(path);
  const { fhirpath } = path;
  return (resource, entries) => {
    let found = false;
    for (const typed of path.typed) {
      if (startsAbsent(resource, typed)) continue;
      visitPath(resource, typed.moves, (value) => {
        if (index(value, typed.type, entries)) found = true;
      });
    }
    if (fhirpath !== undefined) {
      for (const { value, type } of context.evaluate(resource, fhirpath)) {
        if (index(value, type, entries)) found = true;
      }
    }
    pushPresence(entries.tokens, path.key, found, byAbsence);
  };
}

/** Most paths have nothing in most resources. */
function startsAbsent(resource: Resource, path: TypedPath): boolean {
  const [first] = path.moves;
  return first?.kind === 'property' && resource[first.name] === undefined;
}

function indexerFor(path: IndexPath, isMain: boolean, context: ExtractionContext): ValueIndexer {
  const { key } = path;
  switch (path.kind) {
    case 'string':
      return path.name.endsWith('.family')
        ? (value, _type, entries) => indexSurname(value, key, entries)
        : (value, type, entries) => indexString(value, type, key, entries);
    case 'token':
      return (value, type, entries) => indexToken(value, type, path, entries);
    case 'uri':
      return (value, type, entries) => indexUri(value, type, path, entries);
    case 'reference':
      return (value, _type, entries) => indexReference(value, key, entries, context);
    case 'date':
      return isMain
        ? indexMainDate
        : (value, type, entries) => indexDate(path, value, type, entries);
    case 'number':
    case 'quantity':
      return (value, type, entries) => {
        const entry = quantityEntry(value, type, key, context.convertUnit);
        if (entry !== undefined) entries.quantities.push(entry);
        return entry !== undefined;
      };
    case 'composite':
      return (value, _type, entries) =>
        isObject(value) && indexComposite(value, path, entries, context);
    case 'special':
      return () => false;
  }
}

function indexMainDate(value: JsonValue, type: string, entries: IndexEntries): boolean {
  const span = dateSpan(value, type);
  if (span !== undefined) entries.mainDate = span;
  return span !== undefined;
}

function indexDate(
  path: IndexPath,
  value: JsonValue,
  type: string,
  entries: IndexEntries,
): boolean {
  const span = dateSpan(value, type);
  if (span !== undefined) entries.dates.push({ path: path.key, span });
  return span !== undefined;
}

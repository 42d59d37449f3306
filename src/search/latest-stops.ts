/**
 * Which building blocks of a pharmaceutical treatment (MBH) are in use, and which was stopped last:
 * http://nictiz.nl/fhir/OperationDefinition/mp-latest-stops, medication process 9.
 */
import { isObject, objectAt, objectsAt, stringAt, type JsonObject } from '../fhir/json.js';
import { dateSpan } from './types/date.js';

/** `is-latest-stop`, whose canonical its parameter has. */
export const LATEST_STOP = 'is-latest-stop';
export const LATEST_STOP_URL = 'http://nictiz.nl/fhir/SearchParameter/is-latest-stop';
/** What `is-latest-stop` sets aside. */
export const PERIOD_OF_USE = 'period-of-use';

const NICTIZ = 'http://nictiz.nl/fhir/StructureDefinition/';
const TREATMENT = `${NICTIZ}ext-PharmaceuticalTreatment.Identifier`;
const PERIOD = `${NICTIZ}ext-TimeInterval.Period`;
const STOP_TYPE = `${NICTIZ}ext-StopType`;
const REGISTRATION = `${NICTIZ}ext-RegistrationDateTime`;

/** What matters of a MedicationRequest, MedicationDispense or MedicationStatement. */
export interface BuildingBlock {
  /** Of the treatment and the kind of building block; undefined when no treatment is named. */
  readonly group: string | undefined;
  /** It is a stop itself, or its period of use is over. */
  readonly isStopped: boolean;
  /** When the use ends, and when that was laid down: milliseconds since the epoch. */
  readonly end: number;
  readonly made: number;
}

/** @param now milliseconds since the epoch */
export function buildingBlock(resource: JsonObject, now: number): BuildingBlock {
  const period =
    objectAt(extension(resource, 'extension', PERIOD) ?? {}, 'valuePeriod') ??
    objectAt(resource, 'effectivePeriod');
  const end = (period && dateSpan(period, 'Period'))?.high ?? Infinity;
  const treatment = objectAt(extension(resource, 'extension', TREATMENT) ?? {}, 'valueIdentifier');
  const isStop =
    extension(resource, 'modifierExtension', STOP_TYPE) !== undefined ||
    extension(resource, 'extension', STOP_TYPE) !== undefined;
  return {
    group: treatment && JSON.stringify([treatment['system'], treatment['value'], kindOf(resource)]),
    isStopped: isStop || end <= now,
    end,
    made: madeAt(resource),
  };
}

/**
 * Those in use or to be used, and of each treatment and kind the one that was stopped last, with those
 * that ended in the same moment.
 * @returns for each block whether it is one of them
 */
export function inUseOrLatestStop(blocks: readonly BuildingBlock[]): boolean[] {
  const latest = latestStops(blocks);
  return blocks.map((block, index) => !block.isStopped || (latest[index] ?? false));
}

/** @returns for each block whether it is the latest stop of its treatment and kind */
export function latestStops(blocks: readonly BuildingBlock[]): boolean[] {
  const last = new Map<string, BuildingBlock>();
  for (const block of blocks) {
    if (block.group === undefined || !block.isStopped) continue;
    const known = last.get(block.group);
    if (known === undefined || compare(block, known) > 0) last.set(block.group, block);
  }
  return blocks.map((block) => {
    const known = block.group === undefined ? undefined : last.get(block.group);
    return block.isStopped && known !== undefined && compare(block, known) === 0;
  });
}

/** A stop without an end counts from when it was made. */
function compare(one: BuildingBlock, other: BuildingBlock): number {
  const moment = ({ end, made }: BuildingBlock): number => (Number.isFinite(end) ? end : made);
  return moment(one) - moment(other) || one.made - other.made;
}

/** Before all moments, and a number to subtract with. */
const UNKNOWN = Date.UTC(0, 0, 1);

function madeAt(resource: JsonObject): number {
  const registered = extension(resource, 'extension', REGISTRATION);
  const text =
    stringAt(resource, 'authoredOn') ??
    stringAt(resource, 'dateAsserted') ??
    stringAt(registered ?? {}, 'valueDateTime') ??
    stringAt(resource, 'whenHandedOver') ??
    stringAt(resource, 'whenPrepared');
  return (text === undefined ? undefined : dateSpan(text, 'dateTime'))?.low ?? UNKNOWN;
}

function extension(resource: JsonObject, member: string, url: string): JsonObject | undefined {
  return objectsAt(resource, member).find((one) => one['url'] === url);
}

/** The codes of its category, which tell an agreement from a dispense. */
function kindOf(resource: JsonObject): string {
  const { resourceType, category } = resource;
  const concepts = Array.isArray(category)
    ? category.filter(isObject)
    : isObject(category)
      ? [category]
      : [];
  const codes = concepts.flatMap((one) =>
    objectsAt(one, 'coding').map(({ system, code }) => JSON.stringify([system, code])),
  );
  return JSON.stringify([resourceType, ...codes.sort()]);
}

/**
 * The numbers of an order: the placer's (ORC-2, OBR-2), the filler's (ORC-3, OBR-3) and that of the
 * group (ORC-4); and the keys of what is known by them.
 */
import type { JsonObject } from '../../../fhir/json.js';
import { codedText } from '../datatype/coded.js';
import { ei, typedIdentifier, type ReadIdentifier } from '../datatype/identifier.js';
import type { MappingRun } from '../run.js';
import type { SegmentSource, Source } from '../source.js';
import type { ResourceKey, Token } from '../types.js';

export interface OrderNumbers {
  readonly placer: ReadIdentifier | undefined;
  readonly filler: ReadIdentifier | undefined;
  readonly group: ReadIdentifier | undefined;
  /** What is ordered: OBR-4, or the code of a drug. */
  readonly code: string | undefined;
}

/** @param service the field that says what is ordered */
export function orderNumbers(
  run: MappingRun,
  orc: SegmentSource | undefined,
  obr: SegmentSource | undefined,
  service: Source | undefined,
): OrderNumbers {
  const { site } = run;
  const number = (index: number, kind: 'placer' | 'filler') =>
    [obr?.field(index), orc?.field(index)]
      .map((source) => (source === undefined ? undefined : ei(source, site, kind)))
      .find((read) => read !== undefined);
  const group = orc?.field(4);
  return {
    placer: number(2, 'placer'),
    filler: number(3, 'filler'),
    group: group === undefined ? undefined : groupNumber(group, run),
    code: service === undefined ? undefined : codedText(service),
  };
}

/** EI, or EIP with the placer's number in subcomponents (since 2.7). */
function groupNumber(source: Source, { site }: MappingRun): ReadIdentifier | undefined {
  const isPair = source.part(1).part(2).isValued;
  return ei(isPair ? source.part(1) : source, site, 'group');
}

/** All numbers as identifiers of the order: PLAC and FILL. */
export function orderIdentifiers({ placer, filler }: OrderNumbers): readonly JsonObject[] {
  return [
    ...(placer === undefined ? [] : [typedIdentifier(placer, 'PLAC')]),
    ...(filler === undefined ? [] : [typedIdentifier(filler, 'FILL')]),
  ];
}

/**
 * The key of an order. The placer's number is its own; several orders may still share one, as in
 * ZorgDomein, and then the code of what is ordered tells them apart. Where the placer's number is not
 * known yet, filler's number and code together are.
 * @param isShared whether several orders of the message have this number
 */
export function orderKey(
  run: MappingRun,
  numbers: OrderNumbers,
  isShared: boolean,
): ResourceKey | undefined {
  const { placer, filler } = numbers;
  const main = placer ?? filler;
  if (main === undefined) return undefined;
  const [narrower, alternate] = derivedTokens(run, numbers);
  return {
    identifiers: [{ system: main.system, value: main.value }],
    ...(narrower !== undefined && { narrower }),
    ...(alternate !== undefined && { alternates: [alternate] }),
    isNarrow: isShared || run.site.settings.orderKey === 'number-and-code',
    isOfPatient: false,
  };
}

/** Keys of number and code; the first is of the placer's number, if there is one. */
export function derivedTokens(run: MappingRun, numbers: OrderNumbers): readonly Token[] {
  const { placer, filler, code } = numbers;
  const system = run.site.keySystem('order');
  return [placer, filler].flatMap((number) =>
    number === undefined
      ? []
      : [{ system, value: run.site.keyValue(number.system, number.value, code) }],
  );
}

/** Derived keys as identifiers: they are of no use to people. */
export function secondary({ system, value }: Token): JsonObject {
  return { use: 'secondary', system, value };
}

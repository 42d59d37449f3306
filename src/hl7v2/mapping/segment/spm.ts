/**
 * SPM, and OBR-15 of older versions: Specimen, in the profile nl-core-LaboratoryTestResult.Specimen.
 * V2-to-FHIR: SPM[Specimen], OBR[Specimen].
 */
import type { JsonObject } from '../../../fhir/json.js';
import { codeableConcept } from '../datatype/coded.js';
import { cx, eip, plainIdentifier } from '../datatype/identifier.js';
import { compositeQuantity } from '../datatype/quantity.js';
import { dateTime, period } from '../datatype/time.js';
import { practitionerRole } from '../datatype/xcn.js';
import type { Draft } from '../draft.js';
import { element, list } from '../element.js';
import { keyOf, type MappingRun } from '../run.js';
import type { Site } from '../site.js';
import type { SegmentSource, Source } from '../source.js';
import type { ResourceKey, Token } from '../types.js';

/**
 * A specimen. Without a number (SPM-2, SPM-30) it is the one of the order whose number is given.
 * @param order the number of the order, for a specimen without one
 */
export function specimen(
  run: MappingRun,
  patient: Draft,
  spm: SegmentSource,
  order: Token | undefined,
): Draft {
  const { site } = run;
  const numbers = eip(spm.field(2), site, { placer: 'specimen', filler: 'specimen' });
  const accession = cx(spm.field(30), site, 'specimen');
  const key = specimenKey(run, [...numbers, ...(accession === undefined ? [] : [accession])], {
    order,
    type: spm.field(4),
    path: spm.path,
  });
  const draft = run.draft({ type: 'Specimen', key });
  draft.add('identifier', identifiersOf(key, numbers), spm.field(2));
  draft.set('accessionIdentifier', accession?.identifier, spm.field(30));
  draft.about('subject', patient.reference, { path: 'PID' });
  draft.take('type', spm.field(4), (source) =>
    codeableConcept(source, site, { field: 'SPM-4', table: '0487' }),
  );
  draft.take('collection.method', spm.field(7), (source) =>
    codeableConcept(source, site, { field: 'SPM-7', table: '0488' }),
  );
  draft.take('collection.bodySite', spm.field(8), (source) =>
    codeableConcept(source, site, { field: 'SPM-8' }),
  );
  draft.take('collection.quantity', spm.field(12), (source) =>
    compositeQuantity(source, site, 'SPM-12'),
  );
  const text = spm.field(14).string;
  draft.set('note', text === undefined ? undefined : [{ text }], spm.field(14));
  collected(draft, { start: spm.field(17).part(1), end: spm.field(17).part(2) }, site);
  draft.take('receivedTime', spm.field(18), dateTime);
  if (spm.field(20).code?.toUpperCase() === 'N') draft.set('status', 'unavailable', spm.field(20));
  draft.take('condition', spm.field(24), (source) =>
    list(codeableConcept(source, site, { field: 'SPM-24', table: '0493' })),
  );
  container(draft, spm, site);
  return draft;
}

function container(draft: Draft, spm: SegmentSource, site: Site): void {
  const [kind, additive] = [spm.field(27), spm.field(6)];
  const whole = element({
    type: kind.isValued ? codeableConcept(kind, site, { field: 'SPM-27' }) : undefined,
    additiveCodeableConcept: additive.isValued
      ? codeableConcept(additive, site, { field: 'SPM-6', table: '0371' })
      : undefined,
  });
  draft.set('container', list(whole), kind, additive);
}

/** A choice within `collection`: one of the two is there. */
function collected(
  draft: Draft,
  { start, end }: { readonly start: Source; readonly end: Source },
  site: Site,
): void {
  if (end.isValued) draft.set('collection.collectedPeriod', period(start, end, site), start, end);
  else draft.take('collection.collectedDateTime', start, dateTime);
}

function identifiersOf(key: ResourceKey, numbers: readonly Token[]): JsonObject[] {
  return (numbers.length === 0 ? key.identifiers : numbers).map(plainIdentifier);
}

function specimenKey(
  run: MappingRun,
  numbers: readonly Token[],
  other: { readonly order: Token | undefined; readonly type: Source; readonly path: string },
): ResourceKey {
  const [first, ...rest] = numbers;
  if (first !== undefined) return keyOf(first, ...rest);
  const { site } = run;
  const owner = other.order ?? {
    system: 'message',
    value: `${run.context.messageId} ${other.path}`,
  };
  const value = site.keyValue(owner.system, owner.value, other.type.part(1).string);
  return keyOf({ system: site.keySystem('specimen'), value });
}

/** OBR-7 to OBR-15: the specimen of versions before 2.5. Undefined when OBR-15 says nothing. */
export function specimenOfOrder(
  run: MappingRun,
  patient: Draft,
  obr: SegmentSource,
  order: Token | undefined,
): Draft | undefined {
  const source = obr.field(15);
  if (!source.isValued || source.string === undefined) return undefined;
  const { site } = run;
  // SPS: source name or code in subcomponents ^ additives ^ text ^ body site …
  const key = specimenKey(run, [], { order, type: source.part(1), path: source.path });
  const draft = run.draft({ type: 'Specimen', key });
  draft.add('identifier', key.identifiers.map(plainIdentifier), source);
  draft.about('subject', patient.reference, { path: 'PID' });
  draft.set(
    'type',
    codeableConcept(source.part(1), site, { field: 'OBR-15', table: '0070' }),
    source,
  );
  draft.set(
    'collection.bodySite',
    source.part(4).isValued
      ? codeableConcept(source.part(4), site, { field: 'OBR-15.4', table: '0163' })
      : undefined,
    source,
  );
  collected(draft, { start: obr.field(7), end: obr.field(8) }, site);
  draft.take('collection.quantity', obr.field(9), (one) => compositeQuantity(one, site, 'OBR-9'));
  draft.take('collection.collector', obr.field(10), (one) => practitionerRole(run, one));
  draft.take('receivedTime', obr.field(14), dateTime);
  return draft;
}

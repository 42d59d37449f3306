/** RXD: MedicationDispense. HL7 v2.8, 4A.4.5; there is no map of it in V2-to-FHIR. */
import type { JsonObject } from '../../../fhir/json.js';
import { codeableConcept } from '../datatype/coded.js';
import { quantity, readUnit } from '../datatype/quantity.js';
import { dateTime } from '../datatype/time.js';
import { practitionerRole } from '../datatype/xcn.js';
import type { Draft } from '../draft.js';
import { collect, element, list, unknownConcept } from '../element.js';
import { keyOf, type MappingRun } from '../run.js';
import type { SegmentSource } from '../source.js';
import { annotation } from './nte.js';
import { orderIdentifiers, orderNumbers, secondary } from './order-numbers.js';
import { routeOf } from './rxe.js';

export interface DispenseSegments {
  readonly orc: SegmentSource | undefined;
  readonly rxd: SegmentSource;
  readonly routes: readonly SegmentSource[];
  readonly notes: readonly SegmentSource[];
}

/** What was handed out. RXD-7 numbers it; else the order with the number of the dispense. */
export function medicationDispense(
  run: MappingRun,
  { patient, encounter }: { readonly patient: Draft; readonly encounter: JsonObject | undefined },
  { orc, rxd, routes, notes }: DispenseSegments,
  request: Draft | undefined,
): Draft {
  const { site } = run;
  const numbers = orderNumbers(run, orc, undefined, rxd.field(2));
  const order = numbers.placer ?? numbers.filler;
  const owner = order ?? { system: 'message', value: run.context.messageId };
  const parts = [rxd.field(7).string, rxd.field(1).string, rxd.field(3).code];
  const identifier = {
    system: site.keySystem('dispense'),
    value: site.keyValue(owner.system, owner.value, ...parts),
  };
  if (order === undefined) site.warn(rxd, 'key-missing');
  const draft = run.draft({ type: 'MedicationDispense', key: keyOf(identifier) });
  draft.add('identifier', [...orderIdentifiers(numbers), secondary(identifier)], rxd.field(7));
  draft.about('subject', patient.reference, { path: 'PID' });
  draft.set('context', encounter);
  draft.set('status', 'completed', rxd.whole);
  const code = rxd.field(2).isValued
    ? codeableConcept(rxd.field(2), site, { field: 'RXD-2' })
    : undefined;
  draft.choice('medication', { type: 'CodeableConcept', value: code }, rxd.field(2));
  draft.default('medicationCodeableConcept', unknownConcept());
  draft.take('whenHandedOver', rxd.field(3), dateTime);
  const unit = readUnit(rxd.field(5), site, 'RXD-5');
  draft.set('quantity', quantity(rxd.field(4).string, unit), rxd.field(4), rxd.field(5));
  draft.takeEach('performer', 'RXD-10', rxd.field(10), (source) => {
    const actor = practitionerRole(run, source);
    return actor === undefined ? undefined : { actor };
  });
  if (request !== undefined)
    draft.set('authorizingPrescription', [request.reference], { path: 'ORC' });
  const [route] = routes;
  const texts = collect(rxd.field(9).repetitions, (source) => source.text);
  const dose = element({
    text: texts.length === 0 ? undefined : texts.join('\n'),
    route: route === undefined ? undefined : routeOf(route.field(1), site),
  });
  draft.set('dosageInstruction', list(dose), rxd.field(9));
  draft.set('note', list(annotation(notes, site)), ...notes);
  return draft;
}

/**
 * PR1: Procedure, in the profile http://nictiz.nl/fhir/StructureDefinition/nl-core-Procedure-event.
 * V2-to-FHIR: PR1[Procedure].
 */
import { codeableConcept } from '../datatype/coded.js';
import { ei } from '../datatype/identifier.js';
import { integer } from '../datatype/nm.js';
import { pl } from '../datatype/pl.js';
import { dateTime, epoch, hasTime, plusMinutes } from '../datatype/time.js';
import { practitionerRole } from '../datatype/xcn.js';
import type { Draft } from '../draft.js';
import { coding, concept, list, object } from '../element.js';
import { keyOfPatient, type MappingRun } from '../run.js';
import type { SegmentSource } from '../source.js';
import { SYSTEM } from '../systems.js';
import { IS_DELETION } from '../table/clinical.js';
import type { Visit } from './pv1.js';

/** PR1-8, 11 and 12: who did what, by SNOMED CT. */
const PERFORMERS = [
  [8, ['88189002', 'Anesthesiologist']],
  [11, ['304292004', 'Surgeon']],
  [12, undefined],
] as const;

/** A procedure. Undefined when the segment has neither code nor description. */
export function procedure(
  run: MappingRun,
  patient: Draft,
  pr1: SegmentSource,
  visit: Visit | undefined,
): Draft | undefined {
  const { site } = run;
  const [code, description, when] = [pr1.field(3), pr1.field(4), pr1.field(5)];
  const sent = code.isValued ? codeableConcept(code, site, { field: 'PR1-3' }) : undefined;
  const text = description.string;
  if (sent === undefined && text === undefined) return undefined;
  const identifier = ei(pr1.field(19), site, 'event') ?? {
    system: site.keySystem('procedure'),
    value: site.keyValue(code.part(1).string ?? text?.toLowerCase(), when.code),
  };
  const draft = run.draft({
    type: 'Procedure',
    key: keyOfPatient(identifier),
    name: patient.options.fullUrl,
  });
  draft.add('identifier', [{ system: identifier.system, value: identifier.value }], code);
  draft.about('subject', patient.reference, { path: 'PID' });
  draft.set('code', text === undefined ? sent : { text, ...sent }, code, description);
  draft.take('category', pr1.field(6), (source) =>
    codeableConcept(source, site, { field: 'PR1-6', table: '0230' }),
  );
  performed(draft, pr1, run);
  for (const [number, role] of PERFORMERS) {
    draft.takeEach('performer', `PR1-${number}`, pr1.field(number), (source) => {
      const actor = practitionerRole(run, source);
      const kind =
        role === undefined ? undefined : concept(coding(SYSTEM.snomed, role[0], role[1]));
      return actor === undefined ? undefined : object({ function: kind, actor });
    });
  }
  draft.take('reasonCode', pr1.field(15), (source) =>
    list(codeableConcept(source, site, { field: 'PR1-15' })),
  );
  draft.take('location', pr1.field(23), (source) => pl(run, source));
  if (visit !== undefined) draft.set('encounter', visit.draft.reference, { path: 'PV1' });
  return draft;
}

/** When, and whether it has been done already: a date in the future is a plan. */
function performed(draft: Draft, pr1: SegmentSource, run: MappingRun): void {
  const { site } = run;
  const [when, minutes] = [pr1.field(5), integer(pr1.field(7))];
  const start = when.isValued ? dateTime(when, site) : undefined;
  if (start !== undefined && minutes !== undefined && hasTime(when)) {
    const value = { start, end: plusMinutes(start, minutes) };
    draft.choice('performed', { type: 'Period', value }, when, pr1.field(7));
  } else {
    draft.takeChoice('performed', 'DateTime', when, dateTime);
  }
  const isDeleted = IS_DELETION.has(pr1.field(20).code?.toUpperCase() ?? '');
  const at = epoch(when, site);
  const status = at === undefined ? 'unknown' : at > run.time.at ? 'preparation' : 'completed';
  draft.set('status', isDeleted ? 'entered-in-error' : status, when, pr1.field(20));
}

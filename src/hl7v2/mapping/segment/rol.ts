/** ROL of a visit: Encounter.participant. V2-to-FHIR: ROL[Encounter-PractitionerRole]. */
import { codeableConcept } from '../datatype/coded.js';
import { dateTime } from '../datatype/time.js';
import { practitionerRole } from '../datatype/xcn.js';
import { coding, concept, element, object } from '../element.js';
import type { MappingRun } from '../run.js';
import type { SegmentSource } from '../source.js';
import { SYSTEM } from '../systems.js';
import { IS_DELETION } from '../table/clinical.js';
import type { Visit } from './pv1.js';

/** 0443, provider role, to v3-ParticipationType. */
const ROLES: Readonly<Record<string, readonly [string, string]>> = {
  AD: ['ADM', 'admitter'],
  AT: ['ATND', 'attender'],
  CP: ['CON', 'consultant'],
  RP: ['REF', 'referrer'],
  RO: ['RESP', 'responsible party'],
};

/** Somebody with a role in a visit. ROL-2 DE takes it back. */
export function visitRole(run: MappingRun, { draft }: Visit, rol: SegmentSource): void {
  const individual = practitionerRole(run, rol.field(4));
  if (individual === undefined) return;
  const code = rol.field(3).code?.toUpperCase() ?? '';
  const known = ROLES[code];
  const sent = codeableConcept(rol.field(3), run.site, { field: 'ROL-3', table: '0443' });
  const type = known === undefined ? sent : concept(coding(SYSTEM.participation, ...known));
  const action = rol.field(2).code?.toUpperCase() ?? '';
  const isDeleted = action === 'DE' || IS_DELETION.has(action);
  const item = object({
    type: type === undefined ? undefined : [type],
    period: element({
      start: dateTime(rol.field(5), run.site),
      end: dateTime(rol.field(6), run.site),
    }),
    individual,
  });
  const key = rol.field(4).part(1).string ?? '';
  draft.slice('participant', `ROL ${code} ${key}`, isDeleted ? [] : [item], rol.whole);
}

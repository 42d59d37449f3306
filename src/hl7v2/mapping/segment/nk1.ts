/**
 * NK1: RelatedPerson, in the profile http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactPerson.
 * V2-to-FHIR: NK1[RelatedPerson]. Organisations (an employer, an insurer) are contacts of the Patient.
 */
import type { JsonObject } from '../../../fhir/json.js';
import { codeableConcept, sentCode } from '../datatype/coded.js';
import { ei } from '../datatype/identifier.js';
import { date, dateTime } from '../datatype/time.js';
import { xad } from '../datatype/xad.js';
import { xpn } from '../datatype/xpn.js';
import { xtn } from '../datatype/xtn.js';
import { xon } from '../datatype/organization.js';
import type { Draft } from '../draft.js';
import { coding, collect, concept, element, object } from '../element.js';
import { keyOfPatient, type MappingRun } from '../run.js';
import type { Site } from '../site.js';
import type { SegmentSource, Source } from '../source.js';
import { SYSTEM } from '../systems.js';
import { lookUp, lookUpCode } from '../table/code-table.js';
import {
  CONTACT_ROLES,
  GENDERED,
  ORGANIZATION_ROLES,
  RELATIONSHIPS,
  SEX,
} from '../table/person.js';
import type { Token } from '../types.js';
import { gender } from './pid.js';

/** The contact person, or undefined when the NK1 is about an organisation or names nobody. */
export function contactPerson(
  run: MappingRun,
  patient: Draft,
  nk1: SegmentSource,
): Draft | undefined {
  const { site } = run;
  const role = (nk1.field(3).code ?? nk1.field(7).code)?.toUpperCase() ?? '';
  if (ORGANIZATION_ROLES.has(role) && nk1.field(13).isValued) {
    organizationContact(run, patient, nk1);
    return undefined;
  }
  const names = collect(nk1.field(2).repetitions, (source) => xpn(source, site)?.name);
  if (names.length === 0) return undefined;
  const identifier = contactKey(nk1, site);
  const draft = run.draft({
    type: 'RelatedPerson',
    key: keyOfPatient(identifier),
    name: patient.options.fullUrl,
    authority: run.authorityOver('demographicsFrom'),
  });
  draft.add('identifier', [{ ...identifier }], nk1.field(2));
  draft.about('patient', patient.reference, { path: 'PID' });
  draft.set('name', names, nk1.field(2));
  draft.default('active', true);
  draft.set('relationship', relationships(nk1, site), nk1.field(3), nk1.field(7));
  gender(draft, nk1.field(15), site);
  draft.take('birthDate', nk1.field(16), date);
  draft.takeEach('address', 'NK1-4', nk1.field(4), xad);
  telecoms(draft, nk1, site);
  draft.take('period.start', nk1.field(8), dateTime);
  draft.take('period.end', nk1.field(9), dateTime);
  return draft;
}

/** NK1-33 numbers a contact; without it the name and the relationship do. */
function contactKey(nk1: SegmentSource, site: Site): Token {
  const numbered = ei(nk1.field(33), site, 'related-person');
  if (numbered !== undefined) return { system: numbered.system, value: numbered.value };
  const parts = [nk1.field(2).part(1), nk1.field(2).part(2), nk1.field(3).part(1)].map((part) =>
    part.string?.toLowerCase(),
  );
  return { system: site.keySystem('related-person'), value: site.keyValue(...parts) };
}

function relationships(nk1: SegmentSource, site: Site): JsonObject[] | undefined {
  const role = roleConcept(nk1.field(7), site);
  const all = [role, relationshipConcept(nk1, site)].filter((one) => one !== undefined);
  return all.length === 0 ? undefined : all;
}

function roleConcept(source: Source, site: Site): JsonObject | undefined {
  const place = { field: 'NK1-7', table: '0131' };
  const sent = source.isValued ? codeableConcept(source, site, place) : undefined;
  const found = lookUp(source, site, place, CONTACT_ROLES);
  if (found === undefined) return sent;
  return withFirst(
    'code' in found ? object({ ...found }) : coding(SYSTEM.contactRole, ...found),
    sent,
  );
}

/** The zib tells husband from wife; the table does not, but NK1-15 does. */
function relationshipConcept(nk1: SegmentSource, site: Site): JsonObject | undefined {
  const source = nk1.field(3);
  const place = { field: 'NK1-3', table: '0063' };
  const sent = source.isValued ? codeableConcept(source, site, place) : undefined;
  const sex = nk1.field(15).isValued
    ? lookUpCode(nk1.field(15), site, { field: 'NK1-15', table: '0001' }, SEX)
    : undefined;
  const gendered = GENDERED[sentCode(source, site, place)?.code.toUpperCase() ?? '']?.[sex ?? ''];
  const found = gendered ?? lookUp(source, site, place, RELATIONSHIPS);
  if (found === undefined) return sent;
  return withFirst(
    'code' in found ? object({ ...found }) : coding(SYSTEM.roleCode, ...found),
    sent,
  );
}

function withFirst(target: JsonObject, sent: JsonObject | undefined): JsonObject {
  const { coding: codings, text } = sent ?? {};
  const kept = (Array.isArray(codings) ? codings : []).filter(
    (one) => JSON.stringify(one) !== JSON.stringify(target),
  );
  return object({ ...concept(target), coding: [target, ...kept], text });
}

function telecoms(draft: Draft, nk1: SegmentSource, site: Site): void {
  for (const [number, use] of [
    [5, 'home'],
    [6, 'work'],
    [40, undefined],
  ] as const) {
    draft.takeEach('telecom', `NK1-${number}`, nk1.field(number), (source) =>
      xtn(source, site, use),
    );
  }
}

/** V2-to-FHIR: NK1[Patient]. */
function organizationContact(run: MappingRun, patient: Draft, nk1: SegmentSource): void {
  const { site } = run;
  const organization = xon(run, nk1.field(13));
  const name = nk1.field(30).isValued ? nk1.field(30) : nk1.field(2);
  const contact = element({
    relationship: relationships(nk1, site),
    name: xpn(name, site)?.name,
    telecom: collect(nk1.field(5).repetitions, (source) => xtn(source, site, 'work')),
    address: nk1.field(4).isValued ? xad(nk1.field(4), site) : undefined,
    organization,
  });
  patient.slice('contact', 'organization', [contact], nk1.whole);
}

/** DiagnosticReport: imaging and pathology, profile nl-core-TextResult. */
import type { Resource } from '../../fhir/resource.js';
import { hl7 } from '../facts/code-systems.js';
import { REPORT_CONCLUSIONS, REPORT_KINDS, REPORTS } from '../facts/letters.js';
import { concept, snomed } from './datatypes.js';
import type { Code } from './datatypes.js';
import { dutchTime } from './dutch-time.js';
import { patientReference, rowsOf } from './person.js';
import type { Person } from './person.js';
import { roleReference } from './practitioner.js';
import { demoResource } from './resource.js';

const SECTIONS = {
  echo: [hl7('v2-0074'), 'CUS', 'Cardiac Ultrasound'],
  mri: [hl7('v2-0074'), 'NMR', 'Nuclear Magnetic Resonance'],
  pathology: [hl7('v2-0074'), 'SP', 'Surgical Pathology'],
  ultrasound: [hl7('v2-0074'), 'OUS', 'OB Ultrasound'],
  xray: [hl7('v2-0074'), 'RX', 'Radiograph'],
} as const satisfies Record<keyof typeof REPORT_KINDS, Code>;

export function makeReports(person: Person): Resource[] {
  return rowsOf(REPORTS, person).map(([, slug, kind, status, when, author]) => {
    const [code, display] = REPORT_KINDS[kind];
    const conclusion = rowsOf(REPORT_CONCLUSIONS, person).find(([, key]) => key === slug);
    return demoResource('DiagnosticReport', `${person.key}-${slug}`, 'nl-core-TextResult', {
      status,
      category: [concept(SECTIONS[kind])],
      code: concept(snomed(code, display)),
      subject: patientReference(person),
      effectiveDateTime: dutchTime(when),
      performer: [roleReference(author)],
      conclusion: conclusion?.[2],
    });
  });
}

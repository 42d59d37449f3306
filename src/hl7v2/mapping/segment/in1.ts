/**
 * IN1: Coverage and the insurer, in the profiles nl-core-Payer.InsuranceCompany and
 * nl-core-Payer-Organization. V2-to-FHIR: IN1[Coverage].
 */
import type { JsonObject } from '../../../fhir/json.js';
import { codeableConcept } from '../datatype/coded.js';
import { cx } from '../datatype/identifier.js';
import { organization } from '../datatype/organization.js';
import { dateTime } from '../datatype/time.js';
import { xad } from '../datatype/xad.js';
import { xtn } from '../datatype/xtn.js';
import type { Draft } from '../draft.js';
import { coding, collect, concept, element, object } from '../element.js';
import { keyOfPatient, type MappingRun } from '../run.js';
import type { SegmentSource, Source } from '../source.js';
import { SYSTEM, table } from '../systems.js';

/** The zib's VerzekeringssoortCodelijst. */
const INSURANCE_KINDS: ReadonlySet<string> = new Set(['B', 'A', 'BZ', 'H', 'T', 'AT']);

/** An insurance. Undefined when the segment says nothing about the insurer. */
export function coverage(run: MappingRun, patient: Draft, in1: SegmentSource): Draft | undefined {
  const { site } = run;
  const insurer = payor(run, in1);
  if (insurer === undefined) {
    site.warn(in1.field(3), 'reference-incomplete');
    return undefined;
  }
  const [policy, insured] = [in1.field(36).string, in1.field(49).part(1).string];
  const number = in1.field(3).repetitions[0]?.part(1).string ?? in1.field(4).part(1).string;
  const plan = in1.field(2).part(1).string;
  const identifier = {
    system: site.keySystem('coverage'),
    value: site.keyValue(number?.toLowerCase(), policy ?? insured, plan),
  };
  const draft = run.draft({
    type: 'Coverage',
    key: keyOfPatient(identifier),
    name: patient.options.fullUrl,
    authority: run.authorityOver('demographicsFrom'),
  });
  draft.add('identifier', [identifier], in1.field(3), in1.field(36));
  draft.about('beneficiary', patient.reference, { path: 'PID' });
  draft.set('status', 'active', in1.whole);
  draft.set('payor', [insurer], in1.field(3), in1.field(4));
  draft.set(
    'subscriberId',
    insured ?? policy,
    insured === undefined ? in1.field(36) : in1.field(49),
  );
  draft.take('period.start', in1.field(12), dateTime);
  draft.take('period.end', in1.field(13), dateTime);
  draft.take('type', in1.field(15), (source) => kind(source, run));
  plans(draft, in1.field(2), run);
  relationship(run, draft, in1);
  return draft;
}

function payor(run: MappingRun, in1: SegmentSource): JsonObject | undefined {
  const { site } = run;
  const id = in1.field(3).repetitions[0] ?? in1.field(3);
  const token = id.isValued ? cx(id, site, 'organization') : undefined;
  const name = in1.field(4).part(1).string;
  const address = in1.field(5).isValued ? xad(in1.field(5), site) : undefined;
  const telecom = collect(in1.field(7).repetitions, (source) => xtn(source, site, 'work'));
  return organization(
    run,
    { token, name, details: { address, telecom } },
    in1.field(3),
    in1.field(4),
  );
}

function kind(source: Source, { site }: MappingRun): JsonObject | undefined {
  const code = source.code?.toUpperCase() ?? '';
  if (INSURANCE_KINDS.has(code) && source.part(3).isAbsent) {
    return concept(coding(SYSTEM.insuranceKind, code));
  }
  return codeableConcept(source, site, { field: 'IN1-15', table: '0086' });
}

/** IN1-2: the plan as the insurer calls it. Some senders write `null`. */
function plans(draft: Draft, source: Source, { site }: MappingRun): void {
  if (!source.isValued) return;
  const [code, name] = [source.part(1).string, source.part(2).string];
  const value = code ?? name;
  if (value === undefined || /^null$/i.test(value)) return;
  const system = site.settings.codeSystems['IN1-2'] ?? hl7CoverageClass;
  const plan = element({
    type: concept(coding(system, 'plan', 'Plan')),
    value,
    name,
  });
  draft.set('class', plan === undefined ? undefined : [plan], source);
}

const hl7CoverageClass = 'http://terminology.hl7.org/CodeSystem/coverage-class';

/** IN1-17: the patient is insured, or someone else whose name is in IN1-16. */
function relationship(run: MappingRun, draft: Draft, in1: SegmentSource): void {
  const source = in1.field(17);
  if (!source.isValued) return;
  const code = source.code?.toUpperCase() ?? '';
  const known = SUBSCRIBERS[code];
  draft.set(
    'relationship',
    known === undefined
      ? codeableConcept(source, run.site, { field: 'IN1-17', table: '0063' })
      : concept(
          coding('http://terminology.hl7.org/CodeSystem/subscriber-relationship', known),
          object({ ...coding(table('0063'), code) }),
        ),
    source,
  );
}

/** HL7 table 0063 to http://terminology.hl7.org/CodeSystem/subscriber-relationship. */
const SUBSCRIBERS: Readonly<Record<string, string>> = {
  SEL: 'self',
  SPO: 'spouse',
  CHD: 'child',
  PAR: 'parent',
  DOM: 'common',
  OTH: 'other',
};

// https://hl7.org/fhir/R4/compartmentdefinition-patient.html
import { DEFINITIONS } from '../testing/definitions.js';
import type { Definitions } from '../packages/registry.js';
import { createRelations, SHARED } from './relation.js';

const relationOf = createRelations(DEFINITIONS);

test.each([
  ['Patient', 'patient'],
  ['Observation', 'record'],
  ['AuditEvent', 'record'],
  ['Group', 'record'],
  ['Device', 'tied'],
  ['Task', 'tied'],
  ['Contract', 'tied'],
  ['Binary', 'attached'],
  ['Practitioner', 'shared'],
  ['Medication', 'shared'],
  ['ValueSet', 'shared'],
  ['Bundle', 'other'],
  ['Parameters', 'other'],
  ['Subscription', 'other'],
  ['MessageHeader', 'other'],
  ['Nonsense', 'other'],
])('%s: %s', (type, relation) => {
  expect(relationOf(type)).toBe(relation);
});

test('every resource type has a relation, and few are left over', () => {
  const others = DEFINITIONS.resourceTypes.filter((type) => relationOf(type) === 'other');
  expect(others).toMatchInlineSnapshot(`
    [
      "BiologicallyDerivedProduct",
      "Bundle",
      "CatalogEntry",
      "DeviceMetric",
      "EffectEvidenceSynthesis",
      "EnrollmentResponse",
      "EventDefinition",
      "Evidence",
      "EvidenceVariable",
      "ExampleScenario",
      "Linkage",
      "MedicinalProduct",
      "MedicinalProductAuthorization",
      "MedicinalProductContraindication",
      "MedicinalProductIndication",
      "MedicinalProductIngredient",
      "MedicinalProductInteraction",
      "MedicinalProductManufactured",
      "MedicinalProductPackaged",
      "MedicinalProductPharmaceutical",
      "MedicinalProductUndesirableEffect",
      "MessageHeader",
      "OperationOutcome",
      "Parameters",
      "PaymentNotice",
      "PaymentReconciliation",
      "ResearchDefinition",
      "ResearchElementDefinition",
      "ResearchStudy",
      "RiskEvidenceSynthesis",
      "Slot",
      "Subscription",
      "SubstanceNucleicAcid",
      "SubstancePolymer",
      "SubstanceProtein",
      "SubstanceReferenceInformation",
      "SubstanceSourceMaterial",
      "SubstanceSpecification",
      "TerminologyCapabilities",
      "TestReport",
      "TestScript",
      "VerificationResult",
    ]
  `);
});

describe.each([...SHARED])('%s is about no patient:', (type) => {
  test('no compartment of R4 has it', () => {
    expect(relationOf(type)).toBe('shared');
  });

  // What names a group of patients as its subject names no patient.
  test('nothing in it refers to one', () => {
    expect(DEFINITIONS.isResourceType(type)).toBe(true);
    const targets = [...targetsOf(DEFINITIONS, type)].filter((target) =>
      ['patient', 'record', 'tied'].includes(relationOf(target)),
    );
    expect(targets.filter((target) => !BESIDE.has(target))).toEqual([]);
  });
});

/** As subjects of knowledge and in data types of triggers and usage contexts. */
const BESIDE = new Set([
  'Group',
  'Schedule',
  'Device',
  'DocumentReference',
  'Media',
  'DetectedIssue',
]);

/** Types that the references of a type can name; knowledge about a patient group is no record. */
function targetsOf(definitions: Definitions, type: string, seen = new Set<string>()): Set<string> {
  const found = new Set<string>();
  if (seen.has(type)) return found;
  seen.add(type);
  for (const property of definitions.properties(type).values()) {
    if (PASSED_BY.has(property.element.name)) continue;
    if (property.type === 'Reference') {
      for (const target of property.element.targets ?? []) found.add(target);
    } else if (!property.primitive) {
      for (const target of targetsOf(definitions, property.type, seen)) found.add(target);
    }
  }
  return found;
}

const PASSED_BY = new Set([
  // Any resource can have these; annotations name who wrote them.
  ...['extension', 'modifierExtension', 'contained', 'text', 'meta', 'note'],
  // Values of any type in definitions: an example of a reference is no reference.
  ...['defaultValue', 'fixed', 'pattern', 'value'],
]);

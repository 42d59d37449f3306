profile zib-Mobility.MaintainingPosition
  url http://nictiz.nl/fhir/StructureDefinition/zib-Mobility.MaintainingPosition
  name ZibMobilityMaintainingPosition
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#249868004
.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.3.4--20200901000000

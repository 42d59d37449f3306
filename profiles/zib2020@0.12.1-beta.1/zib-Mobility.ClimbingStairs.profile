profile zib-Mobility.ClimbingStairs
  url http://nictiz.nl/fhir/StructureDefinition/zib-Mobility.ClimbingStairs
  name ZibMobilityClimbingStairs
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#301587001
.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.3.12--20200901000000

profile zib-BowelFunction.DefecationConsistency
  url http://nictiz.nl/fhir/StructureDefinition/zib-BowelFunction.DefecationConsistency
  name ZibBowelFunctionDefecationConsistency
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#443172007
.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.15.2--20200901000000

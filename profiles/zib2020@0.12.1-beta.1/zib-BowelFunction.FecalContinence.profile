profile zib-BowelFunction.FecalContinence
  url http://nictiz.nl/fhir/StructureDefinition/zib-BowelFunction.FecalContinence
  name ZibBowelFunctionFecalContinence
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#129008009
.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.15.1--20200901000000

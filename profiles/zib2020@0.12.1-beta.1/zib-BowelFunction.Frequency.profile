profile zib-BowelFunction.Frequency
  url http://nictiz.nl/fhir/StructureDefinition/zib-BowelFunction.Frequency
  name ZibBowelFunctionFrequency
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#162098000
.value[x]
  type Quantity

profile zib-Pregnancy.PregnancyDuration
  url http://nictiz.nl/fhir/StructureDefinition/zib-Pregnancy.PregnancyDuration
  name ZibPregnancyPregnancyDuration
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#57036006
.value[x]
  slicing open type:$this
.value[x]:valueQuantity
  type Quantity

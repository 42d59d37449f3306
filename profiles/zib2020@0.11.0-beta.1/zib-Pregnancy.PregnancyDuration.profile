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
.focus ..1
  type Reference
    to Resource
    to http://nictiz.nl/fhir/StructureDefinition/zib-Pregnancy
.value[x]
  slicing open type:$this
.value[x]:valueQuantity
  type Quantity

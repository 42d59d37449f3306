profile zib-Pregnancy.Parity
  url http://nictiz.nl/fhir/StructureDefinition/zib-Pregnancy.Parity
  name ZibPregnancyParity
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#364325004
.value[x]
  slicing open type:$this
.value[x]:valueInteger
  type integer

profile zib-Pregnancy.Gravidity
  url http://nictiz.nl/fhir/StructureDefinition/zib-Pregnancy.Gravidity
  name ZibPregnancyGravidity
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#161732006
.value[x]
  slicing open type:$this
.value[x]:valueInteger
  type integer

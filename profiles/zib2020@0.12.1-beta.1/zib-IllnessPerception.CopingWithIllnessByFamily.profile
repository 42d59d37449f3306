profile zib-IllnessPerception.CopingWithIllnessByFamily
  url http://nictiz.nl/fhir/StructureDefinition/zib-IllnessPerception.CopingWithIllnessByFamily
  name ZibIllnessPerceptionCopingWithIllnessByFamily
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#405199009
.value[x]
  type string

profile zib-IllnessPerception.CopingWithIllnessByPatient
  url http://nictiz.nl/fhir/StructureDefinition/zib-IllnessPerception.CopingWithIllnessByPatient
  name ZibIllnessPerceptionCopingWithIllnessByPatient
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#364667003
.value[x]
  type string

profile zib-IllnessPerception.PatientIllnessInsight
  url http://nictiz.nl/fhir/StructureDefinition/zib-IllnessPerception.PatientIllnessInsight
  name ZibIllnessPerceptionPatientIllnessInsight
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#27026000
.value[x]
  type string

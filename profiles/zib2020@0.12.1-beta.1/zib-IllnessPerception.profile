profile zib-IllnessPerception
  url http://nictiz.nl/fhir/StructureDefinition/zib-IllnessPerception
  name ZibIllnessPerception
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#363910003
.hasMember
  slicing open profile:resolve()
.hasMember:patientIllnessInsight ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-IllnessPerception.PatientIllnessInsight
.hasMember:copingWithIllnessByPatient ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-IllnessPerception.CopingWithIllnessByPatient
.hasMember:copingWithIllnessByFamily ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-IllnessPerception.CopingWithIllnessByFamily

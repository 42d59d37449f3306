profile nl-core-IllnessPerception.PatientIllnessInsight
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-IllnessPerception.PatientIllnessInsight
  name NlcoreIllnessPerceptionPatientIllnessInsight
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-IllnessPerception.PatientIllnessInsight

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

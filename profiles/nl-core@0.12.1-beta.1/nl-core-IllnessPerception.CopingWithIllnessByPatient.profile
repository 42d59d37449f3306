profile nl-core-IllnessPerception.CopingWithIllnessByPatient
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-IllnessPerception.CopingWithIllnessByPatient
  name NlcoreIllnessPerceptionCopingWithIllnessByPatient
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-IllnessPerception.CopingWithIllnessByPatient

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

profile nl-core-IllnessPerception
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-IllnessPerception
  name NlcoreIllnessPerception
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-IllnessPerception

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.hasMember:patientIllnessInsight
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-IllnessPerception.PatientIllnessInsight
.hasMember:copingWithIllnessByPatient
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-IllnessPerception.CopingWithIllnessByPatient
.hasMember:copingWithIllnessByFamily
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-IllnessPerception.CopingWithIllnessByFamily

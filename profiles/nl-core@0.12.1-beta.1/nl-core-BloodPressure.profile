profile nl-core-BloodPressure
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-BloodPressure
  name NlcoreBloodPressure
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-BloodPressure

.
.subject
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

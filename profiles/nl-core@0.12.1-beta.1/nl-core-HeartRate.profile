profile nl-core-HeartRate
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-HeartRate
  name NlcoreHeartRate
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-HeartRate

.
.subject
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.hasMember:heartbeatRegularity
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HeartRate.HeartbeatRegularity

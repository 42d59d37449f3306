profile nl-core-HeartRate.HeartbeatRegularity
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-HeartRate.HeartbeatRegularity
  name NlcoreHeartRateHeartbeatRegularity
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-HeartRate.HeartbeatRegularity

.
.subject
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

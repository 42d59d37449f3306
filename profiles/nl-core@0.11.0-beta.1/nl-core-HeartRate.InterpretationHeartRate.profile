profile nl-core-HeartRate.InterpretationHeartRate
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-HeartRate.InterpretationHeartRate
  name NlcoreHeartRateInterpretationHeartRate
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-HeartRate.InterpretationHeartRate

.
.subject
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

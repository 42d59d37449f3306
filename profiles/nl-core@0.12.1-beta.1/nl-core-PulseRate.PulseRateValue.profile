profile nl-core-PulseRate.PulseRateValue
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-PulseRate.PulseRateValue
  name NlcorePulseRatePulseRateValue
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-PulseRate.PulseRateValue

.
.subject
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

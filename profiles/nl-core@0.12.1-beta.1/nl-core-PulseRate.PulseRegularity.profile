profile nl-core-PulseRate.PulseRegularity
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-PulseRate.PulseRegularity
  name NlcorePulseRatePulseRegularity
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-PulseRate.PulseRegularity

.
.subject
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

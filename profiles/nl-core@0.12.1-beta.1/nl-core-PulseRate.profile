profile nl-core-PulseRate
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-PulseRate
  name NlcorePulseRate
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-PulseRate

.
.subject
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.hasMember:pulseRateValue
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-PulseRate.PulseRateValue
.hasMember:pulseRegularity
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-PulseRate.PulseRegularity

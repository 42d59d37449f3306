profile nl-core-Pregnancy.PregnancyDuration
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-Pregnancy.PregnancyDuration
  name NlcorePregnancyPregnancyDuration
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-Pregnancy.PregnancyDuration

.
.subject
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

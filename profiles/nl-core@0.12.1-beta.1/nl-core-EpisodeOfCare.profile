profile nl-core-EpisodeOfCare
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-EpisodeOfCare
  name NlcoreEpisodeOfCare
  status draft
  kind resource
  type EpisodeOfCare
  base http://nictiz.nl/fhir/StructureDefinition/zib-EpisodeOfCare

.
.diagnosis.condition
  type Reference
    to Condition
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Problem
.patient
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

profile ext-Context-EpisodeOfCare
  url http://nictiz.nl/fhir/StructureDefinition/ext-Context-EpisodeOfCare
  name ExtContextEpisodeOfCare
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Observation
  context element MedicationRequest
  context element MedicationAdministration.context
  context element MedicationStatement.context

.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-Context-EpisodeOfCare"
.value[x]
  type Reference
    to EpisodeOfCare
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-EpisodeOfCare

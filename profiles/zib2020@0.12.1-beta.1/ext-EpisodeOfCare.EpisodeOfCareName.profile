profile ext-EpisodeOfCare.EpisodeOfCareName
  url http://nictiz.nl/fhir/StructureDefinition/ext-EpisodeOfCare.EpisodeOfCareName
  name ExtEpisodeOfCareEpisodeOfCareName
  status draft
  kind complex-type
  type Extension
  base Extension
  context element EpisodeOfCare

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-EpisodeOfCare.EpisodeOfCareName"
.value[x]
  type string

profile zib-EpisodeOfCare
  url http://nictiz.nl/fhir/StructureDefinition/zib-EpisodeOfCare
  name ZibEpisodeOfCare
  status draft
  kind resource
  type EpisodeOfCare
  base EpisodeOfCare
  abstract true

.
.extension:comment ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-Comment
.extension:comment.value[x]
.extension:episodeOfCareName
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-EpisodeOfCare.EpisodeOfCareName
.status
.diagnosis ..1
.diagnosis.condition
  type Reference
    to Condition
    to http://nictiz.nl/fhir/StructureDefinition/zib-Problem
.period.start
.period.end

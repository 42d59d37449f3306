profile nl-core-SNAQrcScore
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-SNAQrcScore
  name NlcoreSNAQrcScore
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-SNAQrcScore

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

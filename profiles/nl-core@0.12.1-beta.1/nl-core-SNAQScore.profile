profile nl-core-SNAQScore
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-SNAQScore
  name NlcoreSNAQScore
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-SNAQScore

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

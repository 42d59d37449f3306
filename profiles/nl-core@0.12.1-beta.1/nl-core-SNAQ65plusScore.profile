profile nl-core-SNAQ65plusScore
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-SNAQ65plusScore
  name NlcoreSNAQ65plusScore
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-SNAQ65plusScore

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

profile nl-core-TobaccoUse
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-TobaccoUse
  name NlcoreTobaccoUse
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-TobaccoUse

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

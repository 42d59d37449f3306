profile nl-core-AlcoholUse
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-AlcoholUse
  name NlcoreAlcoholUse
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-AlcoholUse

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

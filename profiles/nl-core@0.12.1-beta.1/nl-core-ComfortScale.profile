profile nl-core-ComfortScale
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-ComfortScale
  name NlcoreComfortScale
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-ComfortScale

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

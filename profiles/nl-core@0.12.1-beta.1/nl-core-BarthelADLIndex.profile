profile nl-core-BarthelADLIndex
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-BarthelADLIndex
  name NlcoreBarthelADLIndex
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-BarthelADLIndex

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

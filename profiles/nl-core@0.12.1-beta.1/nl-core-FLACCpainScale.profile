profile nl-core-FLACCpainScale
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-FLACCpainScale
  name NlcoreFLACCpainScale
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-FLACCpainScale

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

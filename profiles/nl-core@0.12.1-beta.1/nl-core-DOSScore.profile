profile nl-core-DOSScore
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-DOSScore
  name NlcoreDOSScore
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-DOSScore

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

profile nl-core-StrongKidsScore
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-StrongKidsScore
  name NlcoreStrongKidsScore
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-StrongKidsScore

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

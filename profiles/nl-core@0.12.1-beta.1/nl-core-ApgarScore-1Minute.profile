profile nl-core-ApgarScore-1Minute
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-ApgarScore-1Minute
  name NlcoreApgarScore1Minute
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-ApgarScore-1Minute

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

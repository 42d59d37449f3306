profile nl-core-ApgarScore-5Minute
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-ApgarScore-5Minute
  name NlcoreApgarScore5Minute
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-ApgarScore-5Minute

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

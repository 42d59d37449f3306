profile nl-core-ApgarScore-10Minute
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-ApgarScore-10Minute
  name NlcoreApgarScore10Minute
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-ApgarScore-10Minute

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

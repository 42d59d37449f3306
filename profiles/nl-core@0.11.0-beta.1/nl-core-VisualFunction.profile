profile nl-core-VisualFunction
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-VisualFunction
  name NlcoreVisualFunction
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-VisualFunction

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

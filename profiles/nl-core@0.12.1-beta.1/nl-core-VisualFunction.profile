profile nl-core-VisualFunction
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-VisualFunction
  name NlcoreVisualFunction
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-VisualFunction

.
.extension:visualAid
.extension:visualAid.value[x]
  type Reference
    to Resource
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-VisualFunction.VisualAid
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

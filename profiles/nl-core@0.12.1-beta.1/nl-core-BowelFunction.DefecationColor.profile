profile nl-core-BowelFunction.DefecationColor
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-BowelFunction.DefecationColor
  name NlcoreBowelFunctionDefecationColor
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-BowelFunction.DefecationColor

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

profile nl-core-BowelFunction.FecalContinence
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-BowelFunction.FecalContinence
  name NlcoreBowelFunctionFecalContinence
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-BowelFunction.FecalContinence

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

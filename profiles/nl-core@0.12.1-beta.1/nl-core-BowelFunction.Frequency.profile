profile nl-core-BowelFunction.Frequency
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-BowelFunction.Frequency
  name NlcoreBowelFunctionFrequency
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-BowelFunction.Frequency

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

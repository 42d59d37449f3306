profile nl-core-BowelFunction.DefecationConsistency
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-BowelFunction.DefecationConsistency
  name NlcoreBowelFunctionDefecationConsistency
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-BowelFunction.DefecationConsistency

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

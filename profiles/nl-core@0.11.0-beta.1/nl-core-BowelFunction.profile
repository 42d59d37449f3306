profile nl-core-BowelFunction
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-BowelFunction
  name NlcoreBowelFunction
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-BowelFunction

.
.extension:stoma
.extension:stoma.value[x]
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Stoma
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.hasMember:fecalContinence
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-BowelFunction.FecalContinence
.hasMember:frequency
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-BowelFunction.Frequency
.hasMember:defecationConsistency ..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-BowelFunction.DefecationConsistency
.hasMember:defecationColor
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-BowelFunction.DefecationColor

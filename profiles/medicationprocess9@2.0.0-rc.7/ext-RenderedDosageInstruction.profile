profile ext-RenderedDosageInstruction
  url http://nictiz.nl/fhir/StructureDefinition/ext-RenderedDosageInstruction
  name ExtRenderedDosageInstruction
  version 2.0.0-rc.7
  status active
  kind complex-type
  type Extension
  base Extension
  context element MedicationRequest
  context element MedicationDispense
  context element MedicationStatement

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-RenderedDosageInstruction"
.value[x]
  type string

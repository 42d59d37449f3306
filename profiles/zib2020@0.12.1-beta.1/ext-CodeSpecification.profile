profile ext-CodeSpecification
  url http://nictiz.nl/fhir/StructureDefinition/ext-CodeSpecification
  name ExtCodeSpecification
  status draft
  kind complex-type
  type Extension
  base Extension
  context element code
  context element Coding
  context element string

.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-CodeSpecification"
.value[x]
  type CodeableConcept

profile ext-ResourceCategory
  url http://nictiz.nl/fhir/StructureDefinition/ext-ResourceCategory
  name ExtResourceCategory
  version 2.0.0-rc.7
  status active
  kind complex-type
  type Extension
  base Extension
  context element Reference

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-ResourceCategory"
.value[x]
  type CodeableConcept

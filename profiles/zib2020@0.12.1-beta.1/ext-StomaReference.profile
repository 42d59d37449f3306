profile ext-StomaReference
  url http://nictiz.nl/fhir/StructureDefinition/ext-StomaReference
  name ExtStomaReference
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Resource

.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-StomaReference"
.value[x]
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-Stoma

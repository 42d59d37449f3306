profile ext-TextValue
  url http://nictiz.nl/fhir/StructureDefinition/ext-TextValue
  name ExtTextValue
  version 0.2.0-beta.1
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Composition.section.section

.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-TextValue"
.value[x]
  type string

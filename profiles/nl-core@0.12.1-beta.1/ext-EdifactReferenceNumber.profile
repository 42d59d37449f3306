profile ext-EdifactReferenceNumber
  url http://nictiz.nl/fhir/StructureDefinition/ext-EdifactReferenceNumber
  name ExtEdifactReferenceNumber
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Observation

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-EdifactReferenceNumber"
.value[x]
  type string

profile ext-Comment
  url http://nictiz.nl/fhir/StructureDefinition/ext-Comment
  name ExtComment
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Element

.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-Comment"
.value[x]
  type string

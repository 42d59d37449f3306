profile ext-PharmaceuticalProduct.Description
  url http://nictiz.nl/fhir/StructureDefinition/ext-PharmaceuticalProduct.Description
  name ExtPharmaceuticalProductDescription
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Medication

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-PharmaceuticalProduct.Description"
.value[x]
  type string

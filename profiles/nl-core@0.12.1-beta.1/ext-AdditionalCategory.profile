profile ext-AdditionalCategory
  url http://nictiz.nl/fhir/StructureDefinition/ext-AdditionalCategory
  name ExtAdditionalCategory
  status draft
  kind complex-type
  type Extension
  base Extension
  context fhirpath Resource.category

.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-AdditionalCategory"
.value[x]
  type CodeableConcept

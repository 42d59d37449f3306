profile ext-Vaccination.PharmaceuticalProduct
  url http://nictiz.nl/fhir/StructureDefinition/ext-Vaccination.PharmaceuticalProduct
  name ExtVaccinationPharmaceuticalProduct
  version 0.0.1
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Immunization

.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-Vaccination.PharmaceuticalProduct"
.value[x]
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-PharmaceuticalProduct

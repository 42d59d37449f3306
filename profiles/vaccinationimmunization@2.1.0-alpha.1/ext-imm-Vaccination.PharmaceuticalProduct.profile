profile ext-imm-Vaccination.PharmaceuticalProduct
  url http://nictiz.nl/fhir/StructureDefinition/ext-imm-Vaccination.PharmaceuticalProduct
  name ExtimmVaccinationPharmaceuticalProduct
  version 2.0.0-beta.1
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Immunization

.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-imm-Vaccination.PharmaceuticalProduct"
.value[x]
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/imm-PharmaceuticalProduct

profile nl-core-PharmaceuticalProduct
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-PharmaceuticalProduct
  name NlcorePharmaceuticalProduct
  status draft
  kind resource
  type Medication
  base http://nictiz.nl/fhir/StructureDefinition/zib-PharmaceuticalProduct

.
.identifier
.batch.lotNumber

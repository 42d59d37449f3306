profile imm-PharmaceuticalProduct
  url http://nictiz.nl/fhir/StructureDefinition/imm-PharmaceuticalProduct
  name ImmPharmaceuticalProduct
  version 2.0.0-beta.1
  status draft
  kind resource
  type Medication
  base http://nictiz.nl/fhir/StructureDefinition/mp-PharmaceuticalProduct

.
.extension:description.value[x]
  path Medication.extension
  slice description
.identifier
.code
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.131.11.7--20240507084413
.batch.lotNumber

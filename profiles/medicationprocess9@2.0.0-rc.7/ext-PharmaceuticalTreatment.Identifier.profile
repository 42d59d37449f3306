profile ext-PharmaceuticalTreatment.Identifier
  url http://nictiz.nl/fhir/StructureDefinition/ext-PharmaceuticalTreatment.Identifier
  name ExtPharmaceuticalTreatmentIdentifier
  version 2.0.0-rc.7
  status active
  kind complex-type
  type Extension
  base Extension
  context element MedicationStatement
  context element MedicationAdministration
  context element MedicationDispense
  context element MedicationRequest

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-PharmaceuticalTreatment.Identifier"
.value[x]
  type Identifier
.value[x].system 1..
.value[x].value 1..

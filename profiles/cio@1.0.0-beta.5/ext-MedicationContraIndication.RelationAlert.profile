profile ext-MedicationContraIndication.RelationAlert
  url http://nictiz.nl/fhir/StructureDefinition/ext-MedicationContraIndication.RelationAlert
  name ExtMedicationContraIndicationRelationAlert
  version 1.0.0-beta.5
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Flag

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-MedicationContraIndication.RelationAlert"
.value[x]
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/cio-MedicationContraIndication

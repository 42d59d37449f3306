profile ext-RelationToNewMedicationAgreement
  url http://nictiz.nl/fhir/StructureDefinition/ext-Communication.RelationToNewMedicationAgreement
  name ExtCommunicationRelationToNewMedicationAgreement
  version 2.0.0-rc.7
  status active
  kind complex-type
  type Extension
  base Extension
  context element Communication

.
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-Communication.RelationToNewMedicationAgreement"
.value[x] 1..1
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/mp-MedicationAgreement

profile ext-MedicationAgreement.RelationMedicationUse
  url http://nictiz.nl/fhir/StructureDefinition/ext-MedicationAgreement.RelationMedicationUse
  name ExtMedicationAgreementRelationMedicationUse
  version 2.0.0-rc.7
  status active
  kind complex-type
  type Extension
  base Extension
  context element MedicationRequest.basedOn

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-MedicationAgreement.RelationMedicationUse"
.value[x]
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/mp-MedicationUse2

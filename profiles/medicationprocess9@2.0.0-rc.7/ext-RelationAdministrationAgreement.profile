profile ext-RelationAdministrationAgreement
  url http://nictiz.nl/fhir/StructureDefinition/ext-RelationAdministrationAgreement
  name ExtRelationAdministrationAgreement
  version 2.0.0-rc.7
  status active
  kind complex-type
  type Extension
  base Extension
  context element MedicationRequest.basedOn
  context element MedicationDispense

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-RelationAdministrationAgreement"
.value[x]
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/mp-AdministrationAgreement

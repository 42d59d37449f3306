profile ext-AdministrationAgreement.AdministrationAgreementDateTime
  url http://nictiz.nl/fhir/StructureDefinition/ext-AdministrationAgreement.AdministrationAgreementDateTime
  name ExtAdministrationAgreementAdministrationAgreementDateTime
  version 2.0.0-rc.7
  status active
  kind complex-type
  type Extension
  base Extension
  context element MedicationDispense

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-AdministrationAgreement.AdministrationAgreementDateTime"
.value[x]
  type dateTime

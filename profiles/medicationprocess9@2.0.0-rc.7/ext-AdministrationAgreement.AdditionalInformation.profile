profile ext-AdministrationAgreement.AdditionalInformation
  url http://nictiz.nl/fhir/StructureDefinition/ext-AdministrationAgreement.AdditionalInformation
  name ExtAdministrationAgreementAdditionalInformation
  version 2.0.0-rc.7
  status active
  kind complex-type
  type Extension
  base Extension
  context element MedicationDispense

.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-AdministrationAgreement.AdditionalInformation"
.value[x]
  type string

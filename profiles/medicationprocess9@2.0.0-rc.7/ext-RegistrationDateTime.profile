profile ext-RegistrationDateTime
  url http://nictiz.nl/fhir/StructureDefinition/ext-RegistrationDateTime
  name ExtRegistrationDateTime
  version 2.0.0-rc.7
  status active
  kind complex-type
  type Extension
  base Extension
  context element MedicationAdministration
  context element MedicationDispense
  context element MedicationRequest

. ..1
.extension ..0
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-RegistrationDateTime"
.value[x]
  type dateTime

profile ext-MedicationAdministration2.AgreedDateTime
  url http://nictiz.nl/fhir/StructureDefinition/ext-MedicationAdministration2.AgreedDateTime
  name ExtMedicationAdministration2AgreedDateTime
  version 2.0.0-rc.7
  status active
  kind complex-type
  type Extension
  base Extension
  context element MedicationAdministration

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-MedicationAdministration2.AgreedDateTime"
.value[x]
  type dateTime

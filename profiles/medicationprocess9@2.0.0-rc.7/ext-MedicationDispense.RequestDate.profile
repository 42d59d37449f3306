profile ext-MedicationDispense.RequestDate
  url http://nictiz.nl/fhir/StructureDefinition/ext-MedicationDispense.RequestDate
  name ExtMedicationDispenseRequestDate
  version 2.0.0-rc.7
  status active
  kind complex-type
  type Extension
  base Extension
  context element MedicationDispense

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-MedicationDispense.RequestDate"
.value[x]
  type dateTime

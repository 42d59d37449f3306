profile ext-StopType
  url http://nictiz.nl/fhir/StructureDefinition/ext-StopType
  name ExtStopType
  version 2.0.0-rc.7
  status active
  kind complex-type
  type Extension
  base Extension
  context element MedicationRequest
  context element MedicationDispense
  context element MedicationStatement

. ..1
  modifier true
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-StopType"
.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.20.77.11.50--20221216102010

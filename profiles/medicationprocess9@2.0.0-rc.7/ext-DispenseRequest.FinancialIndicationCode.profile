profile ext-DispenseRequest.FinancialIndicationCode
  url http://nictiz.nl/fhir/StructureDefinition/ext-DispenseRequest.FinancialIndicationCode
  name ExtDispenseRequestFinancialIndicationCode
  version 2.0.0-rc.7
  status active
  kind complex-type
  type Extension
  base Extension
  context element MedicationRequest

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-DispenseRequest.FinancialIndicationCode"
.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.20.77.11.57--20241101000000

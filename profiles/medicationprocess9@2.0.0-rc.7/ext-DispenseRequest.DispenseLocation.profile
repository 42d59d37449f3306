profile ext-DispenseRequest.DispenseLocation
  url http://nictiz.nl/fhir/StructureDefinition/ext-DispenseRequest.DispenseLocation
  name ExtDispenseRequestDispenseLocation
  version 2.0.0-rc.7
  status active
  kind complex-type
  type Extension
  base Extension
  context element MedicationRequest.dispenseRequest

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-DispenseRequest.DispenseLocation"
.value[x]
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider

profile ext-AsAgreedIndicator
  url http://nictiz.nl/fhir/StructureDefinition/ext-AsAgreedIndicator
  name ExtAsAgreedIndicator
  version 2.0.0-rc.7
  status active
  kind complex-type
  type Extension
  base Extension
  context element MedicationStatement
  context element MedicationAdministration

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-AsAgreedIndicator"
.value[x]
  type boolean

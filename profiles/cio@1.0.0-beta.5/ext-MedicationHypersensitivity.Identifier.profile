profile ext-MedicationHypersensitivity.Identifier
  url http://nictiz.nl/fhir/StructureDefinition/ext-MedicationHypersensitivity.Identifier
  name ExtMedicationHypersensitivityIdentifier
  version 1.0.0-beta.5
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Flag
  context element AllergyIntolerance
  context element Condition
  context element Observation

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-MedicationHypersensitivity.Identifier"
.value[x]
  type Identifier
.value[x].system 1..
.value[x].value 1..

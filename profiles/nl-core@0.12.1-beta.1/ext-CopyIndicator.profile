profile ext-CopyIndicator
  url http://nictiz.nl/fhir/StructureDefinition/ext-CopyIndicator
  name ExtCopyIndicator
  status draft
  kind complex-type
  type Extension
  base Extension
  context element MedicationStatement
  context element MedicationDispense
  context element Observation
  context element Specimen
  context element Device
  context element AllergyIntolerance.reaction

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-CopyIndicator"
.value[x]
  type boolean

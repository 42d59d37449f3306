profile ext-Dosage-AsNeededFor
  url http://nictiz.nl/fhir/StructureDefinition/ext-Dosage-AsNeededFor
  name ExtDosageAsNeededFor
  version 2.0.0-rc.7
  status active
  kind complex-type
  type Extension
  base Extension
  context element Dosage

.
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-Dosage-AsNeededFor"
.value[x]
  type CodeableConcept

profile zib-AnatomicalLocation
  url http://nictiz.nl/fhir/StructureDefinition/zib-AnatomicalLocation
  name ZibAnatomicalLocation
  status draft
  kind complex-type
  type CodeableConcept
  base CodeableConcept
  abstract true

.
.extension:laterality ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-AnatomicalLocation.Laterality

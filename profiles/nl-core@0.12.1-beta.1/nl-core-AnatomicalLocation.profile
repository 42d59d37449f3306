profile nl-core-AnatomicalLocation
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-AnatomicalLocation
  name NlcoreAnatomicalLocation
  status draft
  kind complex-type
  type CodeableConcept
  base http://nictiz.nl/fhir/StructureDefinition/zib-AnatomicalLocation

.

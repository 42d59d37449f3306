profile nl-core-TimeInterval
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-TimeInterval
  name NlcoreTimeInterval
  status draft
  kind complex-type
  type Period
  base http://nictiz.nl/fhir/StructureDefinition/zib-TimeInterval

.

profile ext-TimeInterval.Duration
  url http://nictiz.nl/fhir/StructureDefinition/ext-TimeInterval.Duration
  name ExtTimeIntervalDuration
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Period

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-TimeInterval.Duration"
.value[x]
  type Duration

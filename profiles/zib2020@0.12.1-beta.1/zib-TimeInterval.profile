profile zib-TimeInterval
  url http://nictiz.nl/fhir/StructureDefinition/zib-TimeInterval
  name ZibTimeInterval
  status draft
  kind complex-type
  type Period
  base Period
  abstract true

.
.extension:duration
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-TimeInterval.Duration
.start
.end

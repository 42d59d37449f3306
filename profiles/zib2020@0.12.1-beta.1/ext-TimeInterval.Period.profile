profile ext-TimeInterval.Period
  url http://nictiz.nl/fhir/StructureDefinition/ext-TimeInterval.Period
  name ExtTimeIntervalPeriod
  status draft
  kind complex-type
  type Extension
  base Extension
  context element MedicationRequest
  context element MedicationDispense

.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-TimeInterval.Period"
.value[x]
  type Period http://nictiz.nl/fhir/StructureDefinition/zib-TimeInterval

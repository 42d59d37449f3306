profile ext-PeriodOfUse.Condition
  url http://nictiz.nl/fhir/StructureDefinition/ext-PeriodOfUse.Condition
  name ExtPeriodOfUseCondition
  status active
  kind complex-type
  type Extension
  base Extension
  context element Period

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-PeriodOfUse.Condition"
.value[x]
  type string

profile ext-CarePlan-MaterialUsed
  url http://nictiz.nl/fhir/StructureDefinition/ext-CarePlan-MaterialUsed
  name ExtCarePlanMaterialUsed
  status draft
  kind complex-type
  type Extension
  base Extension
  context element CarePlan.activity.detail

.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-CarePlan-MaterialUsed"
.value[x]
  type Reference
    to DeviceUseStatement

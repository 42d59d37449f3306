profile ext-Problem.FurtherSpecificationProblemName
  url http://nictiz.nl/fhir/StructureDefinition/ext-Problem.FurtherSpecificationProblemName
  name ExtProblemFurtherSpecificationProblemName
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Condition.code

.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-Problem.FurtherSpecificationProblemName"
.value[x]
  type string

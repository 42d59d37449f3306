profile ext-RelationCondition
  url http://nictiz.nl/fhir/StructureDefinition/ext-RelationCondition
  name ExtRelationCondition
  version 1.0.0-beta.5
  status draft
  kind complex-type
  type Extension
  base Extension
  context element AllergyIntolerance

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-RelationCondition"
.value[x]
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/cio-Condition

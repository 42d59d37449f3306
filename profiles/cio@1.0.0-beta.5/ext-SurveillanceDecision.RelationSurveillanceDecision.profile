profile ext-SurveillanceDecision.RelationSurveillanceDecision
  url http://nictiz.nl/fhir/StructureDefinition/ext-SurveillanceDecision.RelationSurveillanceDecision
  name ExtSurveillanceDecisionRelationSurveillanceDecision
  version 1.0.0-beta.5
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Flag

. ..1
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-SurveillanceDecision.RelationSurveillanceDecision"
.value[x]
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/cio-SurveillanceDecision

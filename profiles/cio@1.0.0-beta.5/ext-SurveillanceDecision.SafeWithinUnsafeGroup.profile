profile ext-SurveillanceDecision.SafeWithinUnsafeGroup
  url http://nictiz.nl/fhir/StructureDefinition/ext-SurveillanceDecision.SafeWithinUnsafeGroup
  name ExtSurveillanceDecisionSafeWithinUnsafeGroup
  version 1.0.0-beta.5
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Flag.code

.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-SurveillanceDecision.SafeWithinUnsafeGroup"
.value[x]
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.26.11.28--20231129131642

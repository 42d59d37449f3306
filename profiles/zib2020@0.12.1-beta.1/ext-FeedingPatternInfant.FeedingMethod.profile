profile ext-FeedingPatternInfant.FeedingMethod
  url http://nictiz.nl/fhir/StructureDefinition/ext-FeedingPatternInfant.FeedingMethod
  name ExtFeedingPatternInfantFeedingMethod
  status draft
  kind complex-type
  type Extension
  base Extension
  context element Observation.component

.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-FeedingPatternInfant.FeedingMethod"
.value[x]
  type CodeableConcept
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.31.2--20200901000000

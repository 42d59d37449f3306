profile ext-NursingIntervention-ContributorIsRequester
  url http://nictiz.nl/fhir/StructureDefinition/ext-NursingIntervention-ContributorIsRequester
  name ExtNursingInterventionContributorIsRequester
  status draft
  kind complex-type
  type Extension
  base Extension
  context element CarePlan.contributor

.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-NursingIntervention-ContributorIsRequester"
.value[x] 1..
  type boolean
  pattern Boolean true

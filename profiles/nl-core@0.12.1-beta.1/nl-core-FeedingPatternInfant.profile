profile nl-core-FeedingPatternInfant
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-FeedingPatternInfant
  name NlcoreFeedingPatternInfant
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-FeedingPatternInfant

.
.basedOn
  type Reference
    to CarePlan
    to DeviceRequest
    to ImmunizationRecommendation
    to MedicationRequest
    to NutritionOrder
    to ServiceRequest
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-NutritionAdvice
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

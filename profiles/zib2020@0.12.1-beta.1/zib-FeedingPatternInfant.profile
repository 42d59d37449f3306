profile zib-FeedingPatternInfant
  url http://nictiz.nl/fhir/StructureDefinition/zib-FeedingPatternInfant
  name ZibFeedingPatternInfant
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.basedOn ..1
  type Reference
    to CarePlan
    to DeviceRequest
    to ImmunizationRecommendation
    to MedicationRequest
    to NutritionOrder
    to ServiceRequest
    to http://nictiz.nl/fhir/StructureDefinition/zib-NutritionAdvice
.code
  pattern CodeableConcept http://snomed.info/sct#289145007
.effective[x]
  slicing open type:$this
.effective[x]:effectiveDateTime
  type dateTime
.note ..1
.note.text
.component
  slicing open value:code
.component:feedingSupplement
.component:feedingSupplement.code
  pattern CodeableConcept http://snomed.info/sct#373453009
.component:feedingSupplement.value[x]
  type CodeableConcept
.component:feedingSupplement.value[x].coding.display 1..
.component:feedingFrequency ..1
.component:feedingFrequency.code
  pattern CodeableConcept http://snomed.info/sct#364653007
.component:feedingFrequency.value[x]
  type Quantity
.component:feedingType
.component:feedingType.extension:feedingMethod ..1
  type Extension http://nictiz.nl/fhir/StructureDefinition/ext-FeedingPatternInfant.FeedingMethod
.component:feedingType.code
  pattern CodeableConcept http://snomed.info/sct#109021000146107
.component:feedingType.value[x]
  type CodeableConcept
  binding extensible http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.31.1--20200901000000

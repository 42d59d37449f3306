profile zib-Vaccination-request
  url http://nictiz.nl/fhir/StructureDefinition/zib-Vaccination-request
  name ZibVaccinationrequest
  status draft
  kind resource
  type ImmunizationRecommendation
  base ImmunizationRecommendation
  abstract true

.
.recommendation ..1
.recommendation.vaccineCode ..1
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.17--20200901000000
.recommendation.dateCriterion ..1
.recommendation.dateCriterion.code
.recommendation.dateCriterion.value
.recommendation.description

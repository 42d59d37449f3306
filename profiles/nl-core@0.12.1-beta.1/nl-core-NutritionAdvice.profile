profile nl-core-NutritionAdvice
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-NutritionAdvice
  name NlcoreNutritionAdvice
  status draft
  kind resource
  type NutritionOrder
  base http://nictiz.nl/fhir/StructureDefinition/zib-NutritionAdvice

.
.extension:indication
.extension:indication.value[x]
  type Reference
    to Condition
    to DiagnosticReport
    to DocumentReference
    to Observation
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Problem
.patient
  type Reference
    to Patient
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

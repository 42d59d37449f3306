profile zib-NutritionAdvice
  url http://nictiz.nl/fhir/StructureDefinition/zib-NutritionAdvice
  name ZibNutritionAdvice
  status draft
  kind resource
  type NutritionOrder
  base NutritionOrder
  abstract true

.
.extension:indication ..1
  type Extension http://hl7.org/fhir/StructureDefinition/workflow-reasonReference
.extension:indication.value[x]
  type Reference
    to Condition
    to DiagnosticReport
    to DocumentReference
    to Observation
    to Media
    to http://nictiz.nl/fhir/StructureDefinition/zib-Problem
.intent
.oralDiet.type.text
.oralDiet.texture ..1
.oralDiet.texture.modifier.text
.oralDiet.fluidConsistencyType.text
.note ..1
.note.text

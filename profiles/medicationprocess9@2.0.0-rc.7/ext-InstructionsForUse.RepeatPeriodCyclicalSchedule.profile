profile ext-InstructionsForUse.RepeatPeriodCyclicalSchedule
  url http://nictiz.nl/fhir/StructureDefinition/ext-InstructionsForUse.RepeatPeriodCyclicalSchedule
  name ExtInstructionsForUseRepeatPeriodCyclicalSchedule
  version 2.0.0-rc.7
  status active
  kind complex-type
  type Extension
  base Extension
  context element MedicationRequest
  context element MedicationDispense
  context element MedicationStatement
  context element Timing

. ..1
  modifier true
.url
  fixed Uri "http://nictiz.nl/fhir/StructureDefinition/ext-InstructionsForUse.RepeatPeriodCyclicalSchedule"
.value[x]
  type Duration

profile nl-core-TreatmentObjective
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-TreatmentObjective
  name NlcoreTreatmentObjective
  status draft
  kind resource
  type Goal
  base http://nictiz.nl/fhir/StructureDefinition/zib-TreatmentObjective

.
.subject
  type Reference
    to Patient
    to Group
    to Organization
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.addresses
  type Reference
    to Condition
    to Observation
    to MedicationStatement
    to NutritionOrder
    to ServiceRequest
    to RiskAssessment
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Problem

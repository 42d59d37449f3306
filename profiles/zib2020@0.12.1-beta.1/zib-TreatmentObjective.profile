profile zib-TreatmentObjective
  url http://nictiz.nl/fhir/StructureDefinition/zib-TreatmentObjective
  name ZibTreatmentObjective
  status draft
  kind resource
  type Goal
  base Goal
  abstract true

.
.lifecycleStatus
.description.text
.target.measure
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.4--20200901000000
.target.detail[x]
  slicing open type:$this
.target.detail[x]:detailCodeableConcept
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.121.11.3--20200901000000
.target.due[x]
  slicing open type:$this
.target.due[x]:dueDate
  type date
.addresses ..1
  type Reference
    to Condition
    to Observation
    to MedicationStatement
    to NutritionOrder
    to ServiceRequest
    to RiskAssessment
    to http://nictiz.nl/fhir/StructureDefinition/zib-Problem
.note ..1
.note.text

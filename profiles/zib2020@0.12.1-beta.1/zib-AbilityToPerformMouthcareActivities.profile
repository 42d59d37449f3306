profile zib-AbilityToPerformMouthcareActivities
  url http://nictiz.nl/fhir/StructureDefinition/zib-AbilityToPerformMouthcareActivities
  name ZibAbilityToPerformMouthcareActivities
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.extension:prosthesis
  type Extension http://hl7.org/fhir/StructureDefinition/workflow-supportingInfo
  modifier false
.extension:prosthesis.value[x]
  type Reference
    to Resource
    to http://nictiz.nl/fhir/StructureDefinition/zib-AbilityToPerformMouthcareActivities.Prosthesis
.code
  pattern CodeableConcept http://snomed.info/sct#288470005
.value[x]
  slicing open type:$this
.value[x]:valueCodeableConcept
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.13.1--20200901000000

profile zib-AbilityToEat
  url http://nictiz.nl/fhir/StructureDefinition/zib-AbilityToEat
  name ZibAbilityToEat
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#288883002
.value[x]
  slicing open type:$this
.value[x]:valueCodeableConcept
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.7.1--20200901000000
.hasMember
  slicing open profile:resolve()
.hasMember:eatingLimitations
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/zib-AbilityToEat.EatingLimitations

profile zib-AbilityToDrink.DrinkingLimitations
  url http://nictiz.nl/fhir/StructureDefinition/zib-AbilityToDrink.DrinkingLimitations
  name ZibAbilityToDrinkDrinkingLimitations
  status draft
  kind resource
  type Observation
  base Observation
  abstract true

.
.code
  pattern CodeableConcept http://snomed.info/sct#288851008
.value[x]
  slicing open type:$this
.value[x]:valueCodeableConcept
  type CodeableConcept
  binding required http://decor.nictiz.nl/fhir/ValueSet/2.16.840.1.113883.2.4.3.11.60.40.2.4.8.2--20200901000000

profile nl-core-AbilityToDrink
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-AbilityToDrink
  name NlcoreAbilityToDrink
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-AbilityToDrink

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.hasMember:drinkingLimitations
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-AbilityToDrink.DrinkingLimitations

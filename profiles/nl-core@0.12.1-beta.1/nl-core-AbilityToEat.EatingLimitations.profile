profile nl-core-AbilityToEat.EatingLimitations
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-AbilityToEat.EatingLimitations
  name NlcoreAbilityToEatEatingLimitations
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-AbilityToEat.EatingLimitations

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

profile nl-core-AbilityToEat
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-AbilityToEat
  name NlcoreAbilityToEat
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-AbilityToEat

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient
.hasMember:eatingLimitations
  type Reference
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-AbilityToEat.EatingLimitations

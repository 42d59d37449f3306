profile nl-core-AbilityToGroom
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-AbilityToGroom
  name NlcoreAbilityToGroom
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-AbilityToGroom

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

profile nl-core-AbilityToDressOneself
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-AbilityToDressOneself
  name NlcoreAbilityToDressOneself
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-AbilityToDressOneself

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

profile nl-core-AbilityToWashOneself
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-AbilityToWashOneself
  name NlcoreAbilityToWashOneself
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-AbilityToWashOneself

.
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

profile nl-core-AbilityToPerformMouthcareActivities
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-AbilityToPerformMouthcareActivities
  name NlcoreAbilityToPerformMouthcareActivities
  status draft
  kind resource
  type Observation
  base http://nictiz.nl/fhir/StructureDefinition/zib-AbilityToPerformMouthcareActivities

.
.extension:prosthesis
.extension:prosthesis.value[x]
  type Reference
    to Resource
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-AbilityToPerformMouthcareActivities.Prosthesis
.subject
  type Reference
    to Patient
    to Group
    to Device
    to Location
    to http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient

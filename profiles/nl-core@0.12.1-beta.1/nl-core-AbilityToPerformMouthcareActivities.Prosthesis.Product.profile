profile nl-core-AbilityToPerformMouthcareActivities.Prosthesis.Product
  url http://nictiz.nl/fhir/StructureDefinition/nl-core-AbilityToPerformMouthcareActivities.Prosthesis.Product
  name NlcoreAbilityToPerformMouthcareActivitiesProsthesisProduct
  status draft
  kind resource
  type Device
  base http://nictiz.nl/fhir/StructureDefinition/zib-AbilityToPerformMouthcareActivities.Prosthesis.Product

.
